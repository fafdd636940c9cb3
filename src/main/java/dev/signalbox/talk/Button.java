package dev.signalbox.talk;

import java.util.List;

/**
 * Something that can be done about a message.
 *
 * @param action what a press hands back, such as {@code sb:1:return:T-41:e2}; at most 100
 *     characters of ASCII
 * @param label a verb; at most 75 characters
 * @param accessible the label with the id, for those who hear it: "Send T-41 back"
 * @param fields what to ask for before it is done; empty for at once
 */
public record Button(
    String action, String label, String accessible, Rank rank, List<Field> fields) {

  /** How much room a button is worth. */
  public enum Rank {
    /** What the message is there for. */
    MAIN,
    OTHER,
    /** Belongs behind "More" where a platform has such a place. */
    MORE
  }

  /**
   * Something to be filled in.
   *
   * @param max characters at most
   * @param choices what there is to choose from; empty for free text
   * @param value what stands there already
   */
  public record Field(
      String name, String label, boolean required, int max, List<String> choices, String value) {

    public Field {
      choices = List.copyOf(choices);
    }

    /** A field with nothing in it yet. */
    public Field(String name, String label, boolean required, int max, List<String> choices) {
      this(name, label, required, max, choices, "");
    }

    static Field text(String name, String label, boolean required, int max) {
      return new Field(name, label, required, max, List.of());
    }
  }

  public Button {
    fields = List.copyOf(fields);
  }
}
