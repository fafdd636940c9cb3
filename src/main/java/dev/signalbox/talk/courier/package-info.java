/**
 * Brings what the outbox asks for to a room, at the pace of its platform: pings first, then cards,
 * then lines, then edits.
 *
 * <p>Everything is written down before and after the platform hears of it, so a crash at any point
 * leaves a row that says how far it came: {@code PENDING} was surely not sent; {@code SENDING} and
 * {@code UNKNOWN} may have been, so the platform is asked before it is sent again. Marks of several
 * rows that became one message are made so that after a crash the first of them, under whose number
 * the message went out, is still the first of those in doubt: sending in order, done in reverse.
 *
 * <p>How often a row was tried is kept in memory only: a restart is a reason to try again.
 */
@NullMarked
package dev.signalbox.talk.courier;

import org.jspecify.annotations.NullMarked;
