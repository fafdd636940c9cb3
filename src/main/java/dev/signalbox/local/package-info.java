/**
 * The built-in channel: a page in the browser on which a team sees its cards, threads and pings and
 * types its commands. A dialect like the others: Java renders a {@link
 * dev.signalbox.talk.Message} as HTML as another renders it as blocks.
 *
 * <p>{@link dev.signalbox.local.LocalChat} stores what is to be told; {@link
 * dev.signalbox.local.LocalPage} shows it; {@link dev.signalbox.local.Access} lets people in. It
 * must not know the grammar, the rules or SQL: what is typed goes to {@code talk} as it is, and
 * what is shown comes from {@code Reads}.
 *
 * <p>What is rendered is rendered here, the first page and every change of it, from the same
 * templates. One event stream brings the changes: messages by their revision, so a page that was
 * away goes on where it stopped; the team panel as a whole whenever it differs, a few times a
 * second at most; signs of life apart, because they come all the time and change only a number.
 *
 * <p>The script is our own and small. A library that swaps HTML (htmx was looked at) would have
 * replaced the four requests the script makes, and none of what it is there for: putting a message
 * in its place by id and position, a card into the channel but its thread's lines into the panel
 * beside it, drafts that survive, one dialog for all buttons, reconnecting without a gap.
 *
 * <p>The document holds a window of the channel, at most 200 messages and 80 of a thread: what is far
 * from sight is dropped and asked for again when one scrolls there. What could be typed next comes
 * from {@code talk} as data, and is put into the page as text.
 *
 * <p>Nothing is loaded from elsewhere, and nothing in the page is interpreted: no inline script or
 * style, no {@code eval}; other people's text is escaped and isolated from the direction of the
 * text around it.
 *
 * <p>Cookies know no ports and no teams, so each has both in its name: two servers on one machine,
 * and two teams in one browser, do not sign each other out.
 */
@NullMarked
package dev.signalbox.local;

import org.jspecify.annotations.NullMarked;
