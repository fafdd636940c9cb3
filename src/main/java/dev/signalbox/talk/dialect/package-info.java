/**
 * What the dialects of foreign chat platforms have in common: whose a channel is, threads behind an
 * acknowledgement, a pace, a memory of what was seen, text made safe, secrets from the environment.
 *
 * <p>It knows no platform; what one differs in is its {@link
 * dev.signalbox.talk.dialect.Platform}.
 */
@NullMarked
package dev.signalbox.talk.dialect;

import org.jspecify.annotations.NullMarked;
