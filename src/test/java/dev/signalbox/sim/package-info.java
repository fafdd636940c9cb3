/**
 * The fleet simulation: seeded agents, people, faults and restarts against the real desk and rules,
 * with the invariants of the product checked after every step. The same seed tells the same story.
 */
package dev.signalbox.sim;
