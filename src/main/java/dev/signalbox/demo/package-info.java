/**
 * The story that shows what Signalbox is for: eight agents in four lanes, ten tasks, three slots.
 * One review fails, one agent crashes and is taken over, and everything ships.
 *
 * <p>The agents are what any agent is: HTTP clients of the webhook with a token each, on threads of
 * their own. What they do is decided by the seed and the task, never by who was faster, so the same
 * seed tells the same story.
 */
@NullMarked
package dev.signalbox.demo;

import org.jspecify.annotations.NullMarked;
