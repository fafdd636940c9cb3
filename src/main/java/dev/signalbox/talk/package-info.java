/**
 * What every chat platform shares: the commands and their grammar, the words, the cards, lines and
 * pings, and the courier that brings them to the rooms.
 *
 * <p>{@link dev.signalbox.talk.Talk} is the door: a dialect hands it what somebody typed or pressed
 * and shows the answer. {@link dev.signalbox.talk.Chat} is what a dialect does for us: post, edit
 * and reply with a {@link dev.signalbox.talk.Message}, which knows no platform. It must not know
 * Slack, Discord, HTML, SQL or who may do what: the board's rules decide that, here are only names
 * and words.
 */
@NullMarked
package dev.signalbox.talk;

import org.jspecify.annotations.NullMarked;
