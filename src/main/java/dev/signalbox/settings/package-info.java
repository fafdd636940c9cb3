/**
 * Reads the configuration file into typed, fully merged settings, or names every key that is wrong.
 *
 * <p>{@link dev.signalbox.settings.Keys} is the table of every key there is: where it may stand,
 * what it may be, and what holds without it. Reading, checking, describing and guessing what a
 * mistyped key was meant to be all use that one table, and a test proves the shipped file against
 * it; a new key is one new row. A key that has no effect in this version is refused like a mistyped
 * one.
 *
 * <p>The file becomes {@link dev.signalbox.settings.Node}s (what was written, and on which line),
 * those become {@link dev.signalbox.settings.Scope}s (typed values, the narrower before the wider),
 * and those become {@link dev.signalbox.settings.Settings}. Relations between keys are judged on the
 * merged values of a lane, since a lane may change one side of them and its team the other.
 *
 * <p>A team carries the texts of which its settings were made, and who wrote each. {@link
 * dev.signalbox.settings.TeamSettings} makes the next team of them when the file is read again or
 * somebody changes something in chat, by the same reading and the same checks.
 *
 * <p>Decided here: a file without {@code teams} serves the team that is served without any file. A
 * team that is named must name its lanes, its people, its owner and an admin. Every duration is at
 * most 365 days. A team's zone is UTC unless it says otherwise, so that the machine's own zone never
 * matters. A schedule fires at most once a minute, for each time makes a task. Whether a cron
 * expression is a time, Quartz alone knows; the root asks it. {@code review_by: any} spells what {@code review_by} is where there is no lane {@code
 * review}. Aliases and merge keys of YAML are refused: a value stands where it is read.
 */
@NullMarked
package dev.signalbox.settings;

import org.jspecify.annotations.NullMarked;
