package dev.signalbox.bench;

/** Measures one thing. */
interface Chapter {

  /** What it is asked for by. */
  String name();

  void measure(Stage stage);
}
