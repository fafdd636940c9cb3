/**
 * What a log record looks like: one line, whatever is in it, without a secret, as text or as JSON.
 * The only package that knows the logging library behind slf4j; everybody else logs through slf4j.
 */
@NullMarked
package dev.signalbox.logs;

import org.jspecify.annotations.NullMarked;
