/**
 * Discord as a dialect: messages as components, a thread for each task, one command for each noun.
 *
 * <p>{@link dev.signalbox.discord.Discord} is the door. JDA keeps the connection and the pace; what is
 * said goes through {@code DiscordChat}, one call at a time for each room, each with an end. A post
 * carries its outbox row as its nonce, by which Discord makes it once for some minutes; and as the
 * number of its first component, which stays and is looked for afterwards.
 *
 * <p>Cards, boards and answers are components, so that Discord shows no preview of anything in them.
 * A ping is plain content, for that is what a telephone shows. Nothing but a ping makes a sound.
 * Text of agents and people is escaped; every message allows no mention, but a ping the one it calls.
 *
 * <p>What people do comes over the connection to {@code Reception}, on threads that are not the
 * connection's. It acknowledges within a second, whatever the desk does.
 *
 * <p>It must not know SQL, HTML, a grammar or who may do what.
 */
@NullMarked
package dev.signalbox.discord;

import org.jspecify.annotations.NullMarked;
