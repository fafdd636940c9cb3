/**
 * What the server does, in numbers, as Prometheus reads them at {@code /metrics}. The only package
 * that knows the metrics library.
 *
 * <p>Nothing here costs the desk more than a counter: what it does is counted as it happens, and
 * what is only looked at (lines, agents, the outbox) is read from the ledger when somebody scrapes,
 * at most once a second.
 *
 * <p>Labels come from closed sets: verbs, refusal codes, kinds of events, routes as they are
 * declared; or from the settings: teams, lanes, rooms. No text that somebody typed is ever one.
 * {@code manifests/grafana/metrics.md} names every metric, and a test holds it against a scrape.
 */
@NullMarked
package dev.signalbox.metrics;

import org.jspecify.annotations.NullMarked;
