package dev.signalbox.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * What happens in the demo: who works where, and how each task will go. Immutable; equal seeds make
 * equal stories.
 *
 * @param agents each agent's lane, by its handle
 * @param tasks in the order in which they are made
 */
public record Story(Map<String, String> agents, List<Job> tasks) {

  /** The lanes of the story; the last one reviews the others. */
  public static final List<String> LANES = List.of("docs", "build", "growth", "review");

  /** Who owns every second task, so that nobody is called more often than six times an hour. */
  public static final String OTHER_OWNER = "ryan";

  private static final List<String[]> CAST = List.of(
      new String[] {"builder", "docs"},
      new String[] {"kai", "docs"},
      new String[] {"main", "build"},
      new String[] {"uipolish", "build"},
      new String[] {"attribution", "build"},
      new String[] {"kindling", "growth"},
      new String[] {"funnel", "growth"},
      new String[] {"quill", "review"});

  private static final List<String[]> WORK = List.of(
      new String[] {"docs", "Document the coordination layer for the blog post"},
      new String[] {"build", "Retry failed webhooks"},
      new String[] {"growth", "Draft the launch email"},
      new String[] {"docs", "Write the quick start"},
      new String[] {"build", "Polish the empty states"},
      new String[] {"growth", "Measure the sign-up funnel"},
      new String[] {"build", "Attribute sign-ups to their source"},
      new String[] {"docs", "Describe the review flow"},
      new String[] {"growth", "Warm up the newsletter"},
      new String[] {"build", "Cache the status page"});

  /** Two tasks of different lanes that begin at the same time, and more calls than one window has. */
  private static final Set<Integer> CALLERS = Set.of(1, 2);

  private static final int CALLS = 6;

  private static final List<String> FEEDBACK = List.of(
      "The second example does not run; please show its output.",
      "Say what happens on 429, and test it.",
      "Good, but the first paragraph promises more than the rest keeps.");

  /**
   * How one task goes.
   *
   * @param work how long it takes at normal speed
   * @param feedback what its first review finds; empty where it passes at once
   * @param crash whether its first holder crashes half way
   * @param calls how often it has to call the API that only serves so many
   */
  public record Job(
      String lane,
      String title,
      Duration work,
      Optional<String> feedback,
      boolean crash,
      int calls) {}

  /**
   * Tells a story.
   *
   * @param tasks 4 to 200: from the fourth on, two are of the lane in which one is taken over
   * @param agents 8 to 40
   */
  public static Story of(long seed, int tasks, int agents) {
    SplittableRandom random = new SplittableRandom(seed);
    Map<String, String> cast = new LinkedHashMap<>();
    for (int i = 0; i < agents; i++) {
      String[] one = CAST.get(i % CAST.size());
      cast.put(i < CAST.size() ? one[0] : one[0] + (i / CAST.size() + 1), one[1]);
    }
    int failing = random.nextInt(tasks);
    int crashing = crashing(random, tasks, failing);
    List<Job> jobs = new ArrayList<>();
    for (int i = 0; i < tasks; i++) {
      String[] one = WORK.get(i % WORK.size());
      int part = i / WORK.size() + 1;
      jobs.add(new Job(
          one[0],
          part == 1 ? one[1] : one[1] + ", part " + part,
          Duration.ofMillis(3_000 + random.nextInt(4_000)),
          i == failing
              ? Optional.of(FEEDBACK.get(random.nextInt(FEEDBACK.size())))
              : Optional.empty(),
          i == crashing,
          CALLERS.contains(i) ? CALLS : 0));
    }
    return new Story(cast, List.copyOf(jobs));
  }

  /** A task of the lane docs, so that builder crashes and kai takes over, or the reverse. */
  private static int crashing(SplittableRandom random, int tasks, int failing) {
    List<Integer> able = new ArrayList<>();
    for (int i = 0; i < tasks; i++) {
      if (WORK.get(i % WORK.size())[0].equals("docs") && i != failing) {
        able.add(i);
      }
    }
    return able.isEmpty() ? -1 : able.get(random.nextInt(able.size()));
  }

  Job job(String title) {
    return tasks.stream()
        .filter(job -> job.title().equals(title))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("the story has no task " + title));
  }
}
