package dev.signalbox.settings;

import java.util.Optional;
import java.util.function.Function;

/**
 * What a value may be.
 *
 * @param allowed completes the sentence "must be …"
 * @param reader empty for anything that is not allowed
 * @param printer prints what the reader reads back
 * @param fault says more exactly what is wrong, where there is more to say than what is allowed
 */
record Kind<T>(
    String allowed,
    Function<Node, Optional<T>> reader,
    Function<T, String> printer,
    Function<Node, Optional<String>> fault) {

  Kind(String allowed, Function<Node, Optional<T>> reader, Function<T, String> printer) {
    this(allowed, reader, printer, node -> Optional.empty());
  }

  Optional<T> read(Node node) {
    return reader.apply(node);
  }

  String print(T value) {
    return printer.apply(value);
  }
}
