/**
 * The nouns, the commands, the events and the rules. Pure: no clock, no randomness, no threads, no
 * input or output; {@code now} is a parameter, and every collection has a fixed order.
 *
 * <p>{@link dev.signalbox.board.Rules#decide} is the one door. A {@link
 * dev.signalbox.board.Command} names the rule that decides it, an {@link
 * dev.signalbox.board.Event} says how it changes the {@link dev.signalbox.board.Board}. Rules read;
 * events change. One feature, one file of rules: {@code Claiming}, {@code Promoting}, {@code
 * Liveness}, {@code Reviewing}, {@code Submitting}, {@code Releasing}, {@code Sticking}, {@code
 * Deciding}, {@code Depending}, {@code Pinging}, {@code Pausing}, {@code Creating}, {@code
 * Enrolling}, {@code Resourcing}; and what can be had of resources, and by whom first: {@code
 * Supply}.
 *
 * <p>What a rule book leaves open is decided here so:
 *
 * <ul>
 *   <li>An agent that was never heard, or that said {@code leave}, is neither fresh nor alive. A
 *       restart does not make an agent fresh that was silent before it.
 *   <li>Whoever is granted a task has had a hand in it, even if the grant lapsed.
 *   <li>A place that wishes for one task outlives a review its agent is given meanwhile; a place
 *       for any task ends with it.
 *   <li>A review that is older than {@code hold_max} ends as if its reviewer had dropped out.
 *   <li>A task that is stuck because its reviewers dropped out does not heal by itself; one for
 *       which nobody was there does, when somebody is.
 *   <li>{@code leave} counts as an attempt for what the agent worked on, being its own release.
 *   <li>A person counts as having acted for an agent by handing in its work.
 *   <li>Work of a hold that lapsed is late work like any other that was taken.
 *   <li>Whoever let a review lapse gets no later round of it either before it asks for work, unless
 *       a person made everyone eligible again.
 *   <li>A person who acts in an agent's place ends its hold: the agent is told to stop.
 *   <li>A stuck task that is moved to another lane has nothing to review there and nobody to go
 *       back to; unblocked, it is for that lane.
 *   <li>Accepted from stuck in its last lane, a task is done: nobody is asked twice.
 *   <li>Right after a start or a sleep {@code hold_max} ends nothing either.
 *   <li>A lane that is empty is served again when one of its agents is given anything, or when
 *       nothing startable is left in it.
 *   <li>A schedule may make tasks and nothing else. What it makes is the team's owner's, in the team's
 *       first room.
 *   <li>Who asks for resources beside its work comes before those who would start some, for what is
 *       begun is to be finished; but a task that was passed over ten times is passed no more.
 *   <li>A barrier stands only while somebody is there to start it at once. Nobody is kept back by
 *       one who waits for it.
 *   <li>An agent that waits for units is given no task that needs any.
 *   <li>A budget's unit goes only to one whose request is open or who asks just now: nobody else
 *       would use it in time. With the hold it is not given back: the call may be under way.
 *   <li>An agent's own paths never keep it from others of its own.
 *   <li>A hold that is asked for longer than {@code max_hold} is cut to it.
 *   <li>Settings may leave a request for units without hope: for more than there is, or in a circle.
 *       It ends, of a circle the latest one, and its agent is told. Settings that leave out what a
 *       task needs, or what somebody has, are refused instead.
 *   <li>After a leap of the clock every call granted before it counts as made only then.
 * </ul>
 */
@NullMarked
package dev.signalbox.board;

import org.jspecify.annotations.NullMarked;
