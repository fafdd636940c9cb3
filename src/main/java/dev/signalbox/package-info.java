/** The command line, and the one place that wires everything, by hand. */
@NullMarked
package dev.signalbox;

import org.jspecify.annotations.NullMarked;
