/**
 * What people can say and how we say it: the one catalogue of commands, the reading of what was
 * typed, and our words. Knows names and forms, not the board's state: whether an agent exists or a
 * move is allowed is asked elsewhere.
 *
 * <p>Everything that lists commands (help, completion, a platform's registration, the command line)
 * is made from {@link dev.signalbox.talk.language.Catalogue}. Ids, verbs, option names and codes are
 * never translated; everything else stands in {@code words.properties}.
 */
@NullMarked
package dev.signalbox.talk.language;

import org.jspecify.annotations.NullMarked;
