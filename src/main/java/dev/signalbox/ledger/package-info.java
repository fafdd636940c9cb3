/**
 * Durable memory: implements the desk's ports {@link dev.signalbox.desk.Ledger} and {@link
 * dev.signalbox.desk.Reads} on SQLite. The only package that knows a table or a database library.
 *
 * <p>{@link dev.signalbox.ledger.Store} is the door. It takes the data directory's {@link
 * dev.signalbox.ledger.DirectoryLock}, refuses a file it cannot vouch for, brings the tables up to
 * date and hands out the two ports. Everything is written by one connection, a batch at a time, in
 * one immediate transaction with {@code synchronous=FULL}; everything is read by a few other
 * connections, each answer from one moment.
 *
 * <p>A batch is written in two steps. First its events, in order: each goes to the log, and to the
 * rows of which it is the beginning or the end (claims, reviews, hands, pings). Then the state: the
 * board's touched tasks, agents, places and lanes as they stand after the batch. So the tables hold
 * the present once, and the history once, and a board that is loaded equals the one that wrote.
 *
 * <p>{@link dev.signalbox.ledger.Backups} copies the database while it is in use, {@link
 * dev.signalbox.ledger.Restoring} puts a copy in its place. A copy counts only under its last name,
 * which it gets when it is whole, synced, gone through and summed up.
 *
 * <p>Statements are constants and values are always bound. The migrations in {@code db/sqlite} are
 * the only description of the tables.
 */
@NullMarked
package dev.signalbox.ledger;

import org.jspecify.annotations.NullMarked;
