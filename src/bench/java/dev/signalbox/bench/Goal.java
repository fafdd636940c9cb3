package dev.signalbox.bench;

/** What a figure is to be. */
record Goal(Sense sense, double value) {

  enum Sense {
    AT_LEAST,
    AT_MOST,
    NONE
  }

  /** No more than a figure of interest. */
  static final Goal NONE = new Goal(Sense.NONE, 0);

  static Goal atLeast(double value) {
    return new Goal(Sense.AT_LEAST, value);
  }

  static Goal atMost(double value) {
    return new Goal(Sense.AT_MOST, value);
  }

  boolean met(double measured) {
    return switch (sense) {
      case AT_LEAST -> measured >= value;
      case AT_MOST -> measured <= value;
      case NONE -> true;
    };
  }

  @Override
  public String toString() {
    return switch (sense) {
      case AT_LEAST -> "≥ " + Figure.shown(value);
      case AT_MOST -> "≤ " + Figure.shown(value);
      case NONE -> "";
    };
  }
}
