/**
 * The benchmark: starts the server as people start it, puts load on it over HTTP, checks that what
 * was answered is what is stored, and prints each figure beside its goal.
 *
 * <p>{@link dev.signalbox.bench.Benchmark} is the way in. A {@link dev.signalbox.bench.Chapter}
 * measures one thing. {@link dev.signalbox.bench.Loop} turns many connections on one thread, each of
 * them led by a {@link dev.signalbox.bench.Script}. The load shares the machine with the server,
 * so it is made with as little work of its own as possible.
 */
@NullMarked
package dev.signalbox.bench;

import org.jspecify.annotations.NullMarked;
