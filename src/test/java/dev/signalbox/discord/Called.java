package dev.signalbox.discord;

import java.time.Instant;

/** A call over HTTP that was made, whatever became of it. */
public record Called(String kind, String path, Instant at) {}
