/**
 * What every chat platform shares: the words, the cards, lines and pings, the answers, and what of
 * an event is told to whom. The commands and their grammar are in {@code talk.language}, which knows
 * nothing of the board; what brings messages to the rooms is in {@code talk.courier}.
 *
 * <p>{@link dev.signalbox.talk.Talk} is the door: a dialect hands it what somebody typed or pressed
 * and shows the answer. {@link dev.signalbox.talk.Chat} is what a dialect does for us: post, edit
 * and reply with a {@link dev.signalbox.talk.Message}, which knows no platform. It must not know
 * Slack, Discord, HTML, SQL or who may do what: the board's rules decide that, here are only names
 * and words.
 *
 * <p>One view, one file. Every view is drawn from the ledger at the moment it is shown, so it says
 * the present truth, and a button that was used is gone because the state it belongs to is gone.
 * What was left open is decided here so:
 *
 * <ul>
 *   <li>Pass and Fail stand on the card, not in the thread line that asks for review: a line is
 *       never edited, so its buttons could not vanish.
 *   <li>A button carries the episode (pings) or the epoch (cards) it was drawn for; a press that
 *       finds another is answered with what happened last.
 *   <li>A ping that is settled or put aside before it is delivered is not told at all.
 *   <li>A task that ends, or comes back, edits the cards of the tasks that come after it; a change
 *       of the line edits the cards of the tasks that are waited for.
 *   <li>Names of agents and people are untrusted text like titles; a person is called by a {@code
 *       Mention} and nowhere but in a ping.
 *   <li>Muting a thread is no event: it changes what is told and no rule. Anybody may; lines that
 *       wait are dropped, cards and pings go on. Who is not known may not share a board, because that
 *       makes a message.
 *   <li>A shared board stands wherever a message of it is known; changes ask every room for an edit,
 *       and the ledger drops those of rooms without one. One that was deleted stays away until it is
 *       shared again. It tells times and no durations, which would be wrong a minute later.
 *   <li>A digest is decided when it fires and told as things stand when it is delivered; it looks
 *       back to the last one that was worth telling, so a quiet day is not lost.
 *   <li>A sign stands with its word everywhere; on a finished card the word is later in the line.
 *       "Open PR" is the link in the ping, and the next in line has no line of its own when a quiet
 *       agent is passed over.
 *   <li>Within free text a {@code word:value} is an option if the command has it, a slip if the
 *       command has one that is nearly so, and text otherwise.
 * </ul>
 */
@NullMarked
package dev.signalbox.talk;

import org.jspecify.annotations.NullMarked;
