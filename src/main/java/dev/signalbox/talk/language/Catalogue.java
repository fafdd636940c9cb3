package dev.signalbox.talk.language;

import static dev.signalbox.talk.language.Argument.Type.ACCOUNT;
import static dev.signalbox.talk.language.Argument.Type.AGENT;
import static dev.signalbox.talk.language.Argument.Type.DURATION;
import static dev.signalbox.talk.language.Argument.Type.FLAG;
import static dev.signalbox.talk.language.Argument.Type.ITEMS;
import static dev.signalbox.talk.language.Argument.Type.LANE;
import static dev.signalbox.talk.language.Argument.Type.LANES;
import static dev.signalbox.talk.language.Argument.Type.LINK;
import static dev.signalbox.talk.language.Argument.Type.NAME;
import static dev.signalbox.talk.language.Argument.Type.NEEDS;
import static dev.signalbox.talk.language.Argument.Type.PERSON;
import static dev.signalbox.talk.language.Argument.Type.PRIORITY;
import static dev.signalbox.talk.language.Argument.Type.RESOURCE;
import static dev.signalbox.talk.language.Argument.Type.TASKS;
import static dev.signalbox.talk.language.Argument.Type.TEXT;
import static dev.signalbox.talk.language.Argument.first;
import static dev.signalbox.talk.language.Argument.option;
import static dev.signalbox.talk.language.Argument.rest;

import dev.signalbox.board.State;
import dev.signalbox.talk.language.Verb.Who;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Every command there is, once. */
public final class Catalogue {

  /** The noun that may be left out. */
  public static final String TASK = "task";

  private static final String AGENTS = "agent";
  private static final Argument ID = first("id", Argument.Type.TASK);
  private static final Argument NOTE = rest("note", TEXT);
  private static final Set<State> OPEN =
      Set.of(State.TODO, State.DOING, State.REVIEW, State.READY, State.STUCK);
  private static final Set<State> WORKED = Set.of(State.TODO, State.DOING, State.REVIEW);

  private static final List<Verb> VERBS = List.of(
      new Verb(
          TASK,
          "new",
          List.of(
              rest("title", TEXT).needed(),
              option("lane", LANE),
              option("owner", PERSON),
              option("brief", TEXT),
              option("done_when", ITEMS),
              option("priority", PRIORITY),
              option("after", TASKS),
              option("needs", NEEDS),
              option("route", LANES)),
          Who.MEMBER,
          Set.of(),
          List.of(
              "new \"Retry failed webhooks\" lane:build", "new Write the changelog after:T-41")),
      task(
          "claim",
          Who.CLAIMER,
          Set.of(State.TODO),
          List.of("claim T-41 agent:ada", "claim T-41"),
          rest("agent", AGENT)),
      task(
          "edit",
          Who.DECIDER,
          OPEN,
          List.of("edit T-41 priority:high", "edit T-41 title:\"Retry webhooks\" owner:@sam"),
          option("title", TEXT),
          option("brief", TEXT),
          option("done_when", ITEMS),
          option("priority", PRIORITY),
          option("owner", PERSON),
          option("lane", LANE),
          option("after", TASKS),
          option("needs", NEEDS),
          option("route", LANES)),
      task(
          "release",
          Who.LETTER_GO,
          Set.of(State.DOING, State.REVIEW),
          List.of("release T-41 half of it is on branch retry", "release T-41 after:T-44 needs it"),
          NOTE.needed(),
          option("after", TASKS)),
      task(
          "submit",
          Who.HOLDER,
          Set.of(State.DOING),
          List.of(
              "submit T-41 link:https://github.com/acme/api/pull/88 retries with jitter",
              "submit T-41 the draft is in the shared folder"),
          NOTE.needed(),
          option("link", LINK)),
      task(
          "pass",
          Who.REVIEWER,
          Set.of(State.REVIEW),
          List.of("pass T-41", "pass T-41 all three checks hold"),
          NOTE),
      task(
          "fail",
          Who.REVIEWER,
          Set.of(State.REVIEW),
          List.of("fail T-41 the list misses 429", "fail T-41 feedback:\"no sleeps in tests\""),
          rest("feedback", TEXT).needed()),
      task(
          "accept",
          Who.DECIDER,
          Set.of(State.READY, State.STUCK),
          List.of("accept T-41", "accept t41")),
      task(
          "return",
          Who.DECIDER,
          Set.of(State.READY),
          List.of("return T-41 the README is missing", "return T-41 why:\"wrong branch\""),
          rest("why", TEXT).needed()),
      task(
          "stuck",
          Who.LETTER_GO,
          WORKED,
          List.of(
              "stuck T-41 no write access need:\"write access to acme/api\"",
              "stuck T-41 the spec contradicts itself"),
          rest("reason", TEXT).needed(),
          option("need", TEXT)),
      task(
          "unblock",
          Who.DECIDER,
          Set.of(State.STUCK),
          List.of("unblock T-41 you have access now", "unblock T-41"),
          NOTE),
      task(
          "reassign",
          Who.DECIDER,
          Set.of(State.TODO, State.DOING, State.STUCK),
          List.of("reassign T-41 agent:cy", "reassign T-41 cy"),
          rest("agent", AGENT).needed()),
      task(
          "snooze",
          Who.DECIDER,
          Set.of(State.READY, State.STUCK),
          List.of("snooze T-41 for:2h", "snooze T-41"),
          option("for", DURATION)),
      task(
          "cancel",
          Who.DECIDER,
          OPEN,
          List.of("cancel T-41 nobody needs it any more", "cancel T-41 reason:\"done by hand\""),
          rest("reason", TEXT).needed()),
      task(
          "note",
          Who.MEMBER,
          OPEN,
          List.of("note T-41 the staging key changed", "note T-41 see T-40 first"),
          rest("text", TEXT).needed()),
      new Verb(
          TASK,
          "leave_line",
          List.of(ID.orNot(), rest("agent", AGENT).needed()),
          Who.CLAIMER,
          Set.of(),
          List.of("leave_line agent:ada", "leave_line T-41 agent:ada")),
      task("show", Who.ANYONE, OPEN, List.of("show T-41", "show t41")),
      task("why", Who.ANYONE, OPEN, List.of("why T-41", "task why T-41")),
      task("mute", Who.ANYONE, OPEN, List.of("mute T-41", "mute t41")),
      task("unmute", Who.ANYONE, OPEN, List.of("unmute T-41", "unmute t41")),
      new Verb(
          TASK,
          "list",
          List.of(
              option("lane", LANE),
              option("state", Argument.Type.STATE),
              option("owner", PERSON),
              option("agent", AGENT),
              rest("mine", FLAG)),
          Who.ANYONE,
          Set.of(),
          List.of("list mine", "list lane:build state:review")),
      new Verb(
          "",
          "board",
          List.of(rest("lane", LANE), option("share", FLAG)),
          Who.ANYONE,
          Set.of(),
          List.of("board", "board lane:build", "board share")),
      new Verb(
          "",
          "digest",
          List.of(option("now", FLAG), option("off", FLAG), option("at", TEXT)),
          Who.ANYONE,
          Set.of(),
          List.of("digest now", "digest at:\"0 0 9 ? * MON-FRI\"", "digest off")),
      new Verb(
          AGENTS,
          "list",
          List.of(rest("lane", LANE)),
          Who.ANYONE,
          Set.of(),
          List.of("agents", "agent list lane:build")),
      new Verb(
          AGENTS,
          "show",
          List.of(first("agent", AGENT)),
          Who.ANYONE,
          Set.of(),
          List.of("agent show ada", "agent show agent:ada")),
      new Verb(
          AGENTS,
          "add",
          List.of(first("agent", NAME), option("lane", LANE).needed(), option("person", PERSON)),
          Who.ADMIN,
          Set.of(),
          List.of("agent add ada lane:build", "agent add ada lane:build person:@sam")),
      onAgent("rotate"),
      onAgent("remove"),
      pausing(AGENTS, "pause", AGENT, "ada"),
      pausing(AGENTS, "resume", AGENT, "ada"),
      new Verb("lane", "list", List.of(), Who.ANYONE, Set.of(), List.of("lanes", "lane list")),
      new Verb(
          "lane",
          "set",
          List.of(
              first("lane", NAME),
              option("wip", TEXT),
              option("agent_wip", TEXT),
              option("review_by", TEXT),
              option("finish", TEXT),
              rest("new", FLAG)),
          Who.ADMIN,
          Set.of(),
          List.of("lane set build wip:3", "lane set spec new finish:accept")),
      new Verb(
          "lane",
          "remove",
          List.of(first("lane", LANE)),
          Who.ADMIN,
          Set.of(),
          List.of("lane remove docs", "lane remove lane:docs")),
      pausing("lane", "pause", LANE, "build"),
      pausing("lane", "resume", LANE, "build"),
      new Verb(
          "resource",
          "list",
          List.of(),
          Who.ANYONE,
          Set.of(),
          List.of("resources", "resource list")),
      new Verb(
          "resource",
          "show",
          List.of(first("resource", RESOURCE)),
          Who.ANYONE,
          Set.of(),
          List.of("resource show staging", "resource show resource:staging")),
      new Verb("person", "list", List.of(), Who.ANYONE, Set.of(), List.of("people", "person list")),
      new Verb(
          "person",
          "set",
          List.of(
              first("name", NAME),
              option("role", TEXT),
              option("slack", ACCOUNT),
              option("discord", ACCOUNT)),
          Who.ADMIN,
          Set.of(),
          List.of("person set sam role:admin", "person set @mia slack:U012AB3CD")),
      new Verb(
          "person",
          "remove",
          List.of(first("person", PERSON)),
          Who.ADMIN,
          Set.of(),
          List.of("person remove sam", "person remove person:sam")),
      new Verb(
          "",
          "setup",
          List.of(
              option("lanes", TEXT),
              option("wip", TEXT),
              option("owner", PERSON),
              option("zone", TEXT),
              option("quiet_hours", TEXT)),
          Who.ADMIN,
          Set.of(),
          List.of("setup", "setup lanes:\"build 2, docs 2, review\" zone:Europe/Berlin")),
      new Verb("", "reload", List.of(), Who.ADMIN, Set.of(), List.of("reload", "/reload")),
      new Verb(
          "config", "show", List.of(), Who.ADMIN, Set.of(), List.of("config show", "Config show")),
      new Verb(
          "config",
          "export",
          List.of(),
          Who.ADMIN,
          Set.of(),
          List.of("config export", "Config export")),
      new Verb(
          "team", "pause", List.of(), Who.ADMIN, Set.of(), List.of("team pause", "Team pause")),
      new Verb(
          "team", "resume", List.of(), Who.ADMIN, Set.of(), List.of("team resume", "Team resume")),
      new Verb("", "doctor", List.of(), Who.ADMIN, Set.of(), List.of("doctor", "/doctor")),
      new Verb(
          "",
          "help",
          List.of(rest("topic", TEXT)),
          Who.ANYONE,
          Set.of(),
          List.of("help", "help claim")));

  /** Nouns that alone mean their list. */
  private static final Map<String, String> PLURALS = Map.of(
      "agents", "agent list",
      "tasks", "task list",
      "lanes", "lane list",
      "people", "person list",
      "resources", "resource list");

  private Catalogue() {}

  public static List<Verb> verbs() {
    return VERBS;
  }

  /** The command of that noun and verb, where an empty noun stands for those that need none. */
  public static Optional<Verb> find(String noun, String name) {
    return VERBS.stream()
        .filter(verb -> verb.name().equals(name))
        .filter(verb -> noun.isEmpty()
            ? verb.noun().isEmpty() || verb.noun().equals(TASK)
            : verb.noun().equals(noun))
        .findFirst();
  }

  /** The commands of a noun. */
  public static List<Verb> of(String noun) {
    return VERBS.stream().filter(verb -> verb.noun().equals(noun)).toList();
  }

  public static boolean isNoun(String word) {
    return !word.isEmpty() && VERBS.stream().anyMatch(verb -> verb.noun().equals(word));
  }

  /** What a plural alone stands for, else the text itself. */
  static String unfolded(String text) {
    return PLURALS.getOrDefault(text, text);
  }

  private static Verb task(
      String name, Who who, Set<State> on, List<String> examples, Argument... more) {
    List<Argument> all = new ArrayList<>(List.of(ID));
    all.addAll(List.of(more));
    return new Verb(TASK, name, all, who, on, examples);
  }

  private static Verb pausing(String noun, String name, Argument.Type type, String example) {
    return new Verb(
        noun,
        name,
        List.of(first(noun, type)),
        Who.ADMIN,
        Set.of(),
        List.of(noun + " " + name + " " + example, noun + " " + name + " " + noun + ":" + example));
  }

  private static Verb onAgent(String name) {
    return new Verb(
        AGENTS,
        name,
        List.of(first("agent", AGENT)),
        Who.ADMIN,
        Set.of(),
        List.of("agent " + name + " ada", "agent " + name + " agent:ada"));
  }
}
