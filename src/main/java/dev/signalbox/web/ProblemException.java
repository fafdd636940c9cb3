package dev.signalbox.web;

/**
 * Carries a {@link Problem} from a handler to the client. Cheap: no stack trace, because it is an
 * answer and not a fault.
 */
public final class ProblemException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  public ProblemException(Problem problem) {
    super(problem.status() + " " + problem.code(), null, false, false);
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }
}
