/**
 * Quartz: jobs that submit one command each, say that a digest is due, or run what the root planned,
 * such as a backup, and know nothing else; and the tasks that a team's schedules make.
 *
 * <p>Jobs hold no state and are not stored: the desk knows by itself when something is due, and the
 * sweep here is its safety net and watchdog. A job that fires late fires once; no two of a kind run
 * at a time. On more than one node the same jobs run from Quartz's clustered store, and only this
 * package changes.
 *
 * <p>Of schedules, decided here:
 *
 * <ul>
 *   <li>{@link dev.signalbox.timer.Recurring} asks what was due last, at every firing, at every
 *       sweep and at the start, and submits {@code new} under a key made of the schedule and the
 *       instant. The desk keeps the key in the transaction of the task, so a firing makes one task
 *       over restarts, crashes on either side of the commit, misfires and clocks that are set back.
 *   <li>What was missed while the server was down, the machine slept or the disk was full: the last
 *       firing is made up for, one for each schedule, up to 24 hours later. Keys are remembered for
 *       48.
 *   <li>A schedule is known by its lane, its cron expression and its zone; of several that share
 *       these, the first has the name and the others count on. By position alone, an entry that is
 *       put in above would give all below the firings of another. By all of the content, a title that
 *       is put right would be a new schedule, which fires again. So everything but lane, time and zone
 *       may be edited, and entries may be moved, and nothing is made again.
 *   <li>A schedule fires for instants after the one at which it came into force, which is kept with
 *       the settings. So a new one does not make up for what was before it, nor does one whose time,
 *       zone or lane is changed.
 *   <li>{@link dev.signalbox.timer.Firings} says when, because Quartz leaves out what falls into a
 *       skipped hour.
 *   <li>A task that cannot be made, because the team has as many as it may have, is tried again at
 *       every sweep until the next one is due or a day is over, and said once in the log.
 * </ul>
 */
@NullMarked
package dev.signalbox.timer;

import org.jspecify.annotations.NullMarked;
