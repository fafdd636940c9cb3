/**
 * The story that shows what Signalbox is for: eight agents in four lanes, ten tasks, three slots.
 * One review fails, one agent crashes and is taken over, and everything ships.
 *
 * <p>Two of the tasks need an API that serves only so many calls and answers 429 to the rest. The
 * agents ask for a unit of its budget before each call, and nobody sees a 429; {@code
 * --without-resources} lets them call as they like, and counts.
 *
 * <p>The agents are what any agent is: HTTP clients of the webhook with a token each, on threads of
 * their own. What they do is decided by the seed and the task, never by who was faster, so the same
 * seed tells the same story.
 */
@NullMarked
package dev.signalbox.demo;

import org.jspecify.annotations.NullMarked;
