/** Guesses what somebody meant to write, so that whatever refuses a word can say so. */
@NullMarked
package dev.signalbox.slips;

import org.jspecify.annotations.NullMarked;
