/**
 * The single writer: takes commands from a bounded queue, decides them, writes many of them in one
 * transaction, answers after the commit, and publishes what happened.
 *
 * <p>Owns the ports: {@link dev.signalbox.desk.Ledger} (load, write), {@link
 * dev.signalbox.desk.Reads} (every query of the product) and {@link dev.signalbox.desk.Demands}
 * (what an event asks to be told). It knows no table, no chat and no HTTP.
 *
 * <p>There is no undo: if a commit fails, or a rule throws, the boards are thrown away and loaded
 * again.
 */
@NullMarked
package dev.signalbox.desk;

import org.jspecify.annotations.NullMarked;
