package dev.signalbox.demo;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Lets the agents of a story work against a server, until they are stopped. */
public final class Demo {

  /** The resource of the team that two tasks of the story call. */
  public static final String API = "github-api";

  /** So many calls it serves in any window. */
  public static final int API_LIMIT = 3;

  private final List<Thread> threads = new ArrayList<>();
  private final List<Client> clients = new ArrayList<>();
  private final DemoAgent.Tally tally = new DemoAgent.Tally();

  /**
   * Starts every agent on a thread of its own.
   *
   * @param url of the server
   * @param tokens by the agents' handles
   * @param api that some of them call
   * @param asking whether they ask for a unit of its budget before they do
   */
  public Demo(
      Story story,
      Pace pace,
      String url,
      Map<String, String> tokens,
      long seed,
      URI api,
      boolean asking) {
    SplittableRandom random = new SplittableRandom(seed);
    HttpClient http =
        HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    Calling calling = new Calling(http, api, asking);
    for (String handle : story.agents().keySet()) {
      String token = tokens.get(handle);
      if (token == null) {
        throw new IllegalArgumentException("no token for " + handle);
      }
      Client client = new Client(http, url, token, random.split());
      clients.add(client);
      Thread thread =
          new Thread(new DemoAgent(handle, story, client, calling, pace, tally), handle);
      thread.setDaemon(true);
      threads.add(thread);
    }
    threads.forEach(Thread::start);
  }

  /** The agents leave, whatever they were doing; nobody takes them for lost. */
  public void stop() throws InterruptedException {
    threads.forEach(Thread::interrupt);
    for (Thread thread : threads) {
      thread.join(2_000);
    }
    for (Client client : clients) {
      client.post(Client.verb("leave"));
    }
  }
}
