package dev.signalbox.board;

import java.time.Instant;

/**
 * One line of a team's event log.
 *
 * @param number dense within the team, from 1
 * @param by who caused it, as authenticated
 */
public record Entry(long number, Instant at, Actor by, Event event) {}
