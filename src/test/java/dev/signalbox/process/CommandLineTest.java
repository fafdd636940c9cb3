package dev.signalbox.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signalbox.process.Shell.Ran;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the command line prints, where, and with which exit code. */
@Tag("process")
@Timeout(120)
class CommandLineTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir
  Path home;

  @Test
  void version_says_which_signalbox_and_which_java() throws Exception {
    Ran version = Shell.run(home, "version");
    assertThat(version.exit()).as("%s", version).isEqualTo(0);
    assertThat(version.out()).matches("signalbox \\S+, Java 1?\\d.*\\R");
    assertThat(version.err()).isEmpty();
  }

  @Test
  void a_wrong_option_is_64_and_comes_with_the_right_one() throws Exception {
    Ran wrong = Shell.run(home, "serve", "--ports", "1");
    assertThat(wrong.exit()).as("%s", wrong).isEqualTo(64);
    assertThat(wrong.out()).isEmpty();
    assertThat(wrong.err())
        .contains("--ports", "Possible solutions: --port", "signalbox serve --help")
        .doesNotContain("\tat ");
  }

  @Test
  void a_wrong_configuration_is_78_and_its_key_is_named() throws Exception {
    String config = RealServer.config(home, "server:\n  prot: 1\n");
    Ran checked = Shell.run(home, "config", "check", "--config", config);
    assertThat(checked.exit()).as("%s", checked).isEqualTo(78);
    assertThat(checked.out()).isEmpty();
    assertThat(checked.err()).contains("prot").doesNotContain("\tat ");
  }

  @Test
  void a_configuration_is_shown_with_every_value_in_force() throws Exception {
    String config = RealServer.config(home, RealServer.GENEROUS);
    Ran shown = Shell.run(home, "config", "show", "--config", config);
    assertThat(shown.exit()).as("%s", shown).isEqualTo(0);
    assertThat(shown.out()).contains("7070", "10000", "agent_wip", "20");
    assertThat(shown.err()).isEmpty();
    assertThat(home.resolve("data")).doesNotExist();
  }

  @Test
  void a_link_needs_a_server() throws Exception {
    Path data = home.resolve("data");
    Ran link = Shell.run(home, "link", "--person", "you", "--data", data.toString());
    assertThat(link.exit()).as("%s", link).isEqualTo(69);
    assertThat(link.out()).isEmpty();
    assertThat(link.err()).contains("No server runs").doesNotContain("\tat ");
  }

  @Test
  void a_link_opens_the_channel_once() throws Exception {
    Path data = home.resolve("data");
    try (RealServer server = RealServer.start(home, data)) {
      Ran link = Shell.run(home, "link", "--person", "you", "--data", data.toString());
      assertThat(link.exit()).as("%s", link).isEqualTo(0);
      assertThat(link.out()).startsWith(server.url() + "/").hasLineCount(1);
      URI open = URI.create(link.out().strip());

      HttpResponse<String> opened = visit(HttpClient.Redirect.NEVER, open);
      assertThat(opened.statusCode()).isEqualTo(303);
      assertThat(opened.headers().firstValue("Set-Cookie").orElse(""))
          .contains("HttpOnly", "SameSite=Strict");
      assertThat(opened.headers().firstValue("Location")).contains("/");
      assertThat(visit(HttpClient.Redirect.NEVER, open).statusCode()).isEqualTo(401);

      Ran second = Shell.run(home, "link", "--person", "you", "--data", data.toString());
      HttpResponse<String> page =
          visit(HttpClient.Redirect.NORMAL, URI.create(second.out().strip()));
      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(page.uri()).isEqualTo(URI.create(server.url() + "/"));
      assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");

      Ran nobody = Shell.run(home, "link", "--person", "nobody", "--data", data.toString());
      assertThat(nobody.exit()).as("%s", nobody).isEqualTo(1);
      assertThat(nobody.err()).contains("nobody");
    }
  }

  @Test
  void post_prints_the_answer_and_says_by_its_exit_code_what_it_means() throws Exception {
    Path data = home.resolve("data");
    try (RealServer server = RealServer.start(home, data)) {
      String token = server.enrol("ada", "build");
      Ran line = post(server.url(), token, "next", "--json");
      assertThat(line.exit()).as("%s", line).isEqualTo(2);
      assertThat(JSON.readTree(line.out()).path("you").path("agent").asText()).isEqualTo("ada");
      assertThat(line.err()).isEmpty();

      Ran made = post(server.url(), token, "new", "title=Say hello", "--key", "k");
      assertThat(made.exit()).as("%s", made).isEqualTo(0);
      assertThat(made.out()).startsWith("T-1 Say hello: ");
      Ran work = post(server.url(), token, "next", "--wait");
      assertThat(work.exit()).as("%s", work).isEqualTo(0);
      assertThat(work.out())
          .contains("work: T-1 Say hello (epoch 1, ", "heartbeat: due within 60 s");
      Ran stale = post(server.url(), token, "submit", "T-1", "epoch=9", "note=x");
      assertThat(stale.exit()).as("%s", stale).isEqualTo(3);
      assertThat(stale.out()).contains("refused: stale_claim", "do: stop");

      Ran missing = post(server.url(), token, "claim", "T-41");
      assertThat(missing.exit()).as("%s", missing).isEqualTo(1);
      assertThat(missing.out()).contains("refused: not_found");
      Ran odd = post(server.url(), token, "claim", "T-1", "--wait");
      assertThat(odd.exit()).as("%s", odd).isEqualTo(64);

      Ran stranger = post(server.url(), "sbx_" + "A".repeat(43), "next", "--wait", "--json");
      assertThat(stranger.exit()).as("%s", stranger).isEqualTo(77);
      assertThat(JSON.readTree(stranger.out()).path("code").asText()).isEqualTo("bad_token");

      server.term();
      assertThat(server.exit(Duration.ofSeconds(15))).isEqualTo(0);
      Ran nobody = post(server.url(), token, "next");
      assertThat(nobody.exit()).as("%s", nobody).isEqualTo(69);
      assertThat(nobody.out()).isEmpty();
      assertThat(nobody.err()).contains(server.url());
    }
    assertThat(Files.exists(data.resolve("control.json"))).isFalse();
  }

  @Test
  void tokens_and_signing_secrets_are_renewed_with_and_without_a_server() throws Exception {
    Path data = home.resolve("data");
    String old = agent("add", data, "ada", "--lane", "build").out().strip();
    String first = agent("sign", data, "ada").out();
    assertThat(first)
        .matches(
            "http://127\\.0\\.0\\.1:7070/v1/webhook/[A-Za-z0-9_-]{16}\\Rwhsec_[A-Za-z0-9+/]{43}=\\R");
    try (RealServer server = RealServer.start(home, data)) {
      String fresh = agent("rotate", data, "ada").out().strip();
      assertThat(fresh).startsWith("sbx_").isNotEqualTo(old);
      assertThat(server.get(old, "/v1/board").status()).isEqualTo(200);
      assertThat(server.get(fresh, "/v1/board").status()).isEqualTo(200);

      String last = agent("rotate", data, "ada", "--grace", "0s").out().strip();
      Awaitility.await()
          .atMost(Duration.ofSeconds(1))
          .untilAsserted(
              () -> assertThat(server.get(fresh, "/v1/board").code()).isEqualTo("bad_token"));
      assertThat(server.get(old, "/v1/board").code()).isEqualTo("bad_token");
      assertThat(server.get(last, "/v1/board").status()).isEqualTo(200);

      Ran signed = agent("sign", data, "ada", "--grace", "30m");
      String address = first.substring(first.indexOf("/v1/"), first.indexOf('\n'));
      assertThat(signed.out()).startsWith(server.url() + address);
      Ran shown = agent("show", data, "ada");
      assertThat(shown.out())
          .contains("agent\tada", "lane\tbuild", "person\tnone", "heard\tnever", "holds\tnothing")
          .contains("token\t" + last.substring(4, 12) + "\tissued ")
          .contains("\tended ", "\tends ", "/v1/webhook/", "last used 20")
          .doesNotContain(last.substring(12), "whsec_");

      Ran never =
          Shell.run(home, "agent", "rotate", "ada", "--grace", "8d", "--data", data.toString());
      assertThat(never.exit()).as("%s", never).isEqualTo(1);
      assertThat(never.err()).contains("7 days");
      Ran odd =
          Shell.run(home, "agent", "rotate", "ada", "--grace", "soon", "--data", data.toString());
      assertThat(odd.exit()).as("%s", odd).isEqualTo(1);
      assertThat(odd.err()).contains("30m");
      Ran nobody = Shell.run(home, "agent", "show", "bob", "--data", data.toString());
      assertThat(nobody.exit()).as("%s", nobody).isEqualTo(1);
      assertThat(server.log()).doesNotContain(last.substring(12), "whsec_");
    }
  }

  private Ran agent(String verb, Path data, String... more) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("agent", verb, "--data", data.toString()));
    arguments.addAll(List.of(more));
    Ran ran = Shell.run(home, arguments.toArray(String[]::new));
    assertThat(ran.exit()).as("%s", ran).isEqualTo(0);
    return ran;
  }

  private Ran post(String url, String token, String... verb) throws Exception {
    String[] arguments = new String[verb.length + 1];
    arguments[0] = "post";
    System.arraycopy(verb, 0, arguments, 1, verb.length);
    return Shell.run(home, Map.of("SIGNALBOX_URL", url, "SIGNALBOX_TOKEN", token), arguments);
  }

  private static HttpResponse<String> visit(HttpClient.Redirect redirect, URI address)
      throws Exception {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(redirect)
        .cookieHandler(new CookieManager())
        .connectTimeout(Duration.ofSeconds(10))
        .build()
        .send(
            HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(20)).build(),
            HttpResponse.BodyHandlers.ofString());
  }
}
