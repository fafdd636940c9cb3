/**
 * Quartz: jobs that submit one command each, say that a digest is due, or run what the root planned,
 * such as a backup; they know nothing else.
 *
 * <p>Jobs hold no state and are not stored: the desk knows by itself when something is due, and the
 * sweep here is its safety net and watchdog. A job that fires late fires once; no two of a kind run
 * at a time. On more than one node the same jobs run from Quartz's clustered store, and only this
 * package changes.
 */
@NullMarked
package dev.signalbox.timer;

import org.jspecify.annotations.NullMarked;
