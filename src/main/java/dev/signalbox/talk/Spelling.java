package dev.signalbox.talk;

import dev.signalbox.talk.language.Verb;

/** How people type commands on a platform, for every example that they are shown. */
public interface Spelling {

  /** What people type before a command where one word stands before all of them. */
  String PROMPT = "/signalbox";

  /** One command for everything, with the rest as text behind it. */
  Spelling PROMPTED = new Spelling() {
    @Override
    public String of(String typed) {
      return PROMPT + " " + typed;
    }

    @Override
    public String within(String typed) {
      return typed;
    }

    @Override
    public String usage(Verb verb) {
      return of(verb.usage());
    }
  };

  /**
   * A command as it is typed there.
   *
   * @param typed as the catalogue has it: {@code claim T-41 agent:ada}
   */
  String of(String typed);

  /** Likewise, in a list of commands, where what all begin with may be left out. */
  String within(String typed);

  /** What a command takes. */
  String usage(Verb verb);
}
