package dev.signalbox.settings;

import static dev.signalbox.settings.SettingsFixture.team;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with a file before any of its keys is looked at. */
class BadFilesTest {

  @TempDir
  Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "# only words\n", "---\n", "---\n...\n"})
  void an_empty_file(String yaml) {
    assertThat(complaint(yaml))
        .startsWith("signalbox.yaml: the file is empty; start without a file to run with the");
  }

  @Test
  void not_even_keys() {
    assertThat(complaint("hello there\n"))
        .isEqualTo(
            "signalbox.yaml:1: found \"hello there\"; a settings file holds keys, such as server:"
                + " {port: 7070}");
    assertThat(complaint("- a\n- b\n"))
        .isEqualTo(
            "signalbox.yaml:1: found a list [\"a\", \"b\"]; a settings file holds keys, such as"
                + " server: {port: 7070}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "server: {port: 1|1|expected ',' or '}', but got <stream end>",
        "server: port: 1|1|mapping values are not allowed here",
        "`data: x\nserver: @x`|2|found character '@' that cannot start any token.",
        "data: \"x|1|found unexpected end of stream",
        "`server:\n  port: 1\n host: x`|3|expected <block end>, but found '<block mapping start>'"
      })
  void not_yaml(String yaml, int line, String reason) {
    assertThat(complaint(yaml))
        .startsWith("signalbox.yaml:" + line + ": this is not YAML: " + reason)
        .hasLineCount(1);
  }

  @Test
  void tabs() {
    assertThat(complaint("server:\n\tport: 1\n  \thost: x\n\t\n")).isEqualTo("""
            signalbox.yaml:2: this line is indented with a tab; YAML wants spaces
            signalbox.yaml:3: this line is indented with a tab; YAML wants spaces""");
  }

  @Test
  void the_same_key_twice() {
    assertThat(complaint(team("wip: 2\n    beat: 60s\n    wip: 3")))
        .isEqualTo(
            "signalbox.yaml:8: teams.t.wip: this key stands twice, also in line 6; keep one");
    assertThat(complaint("server:\n  port: 1\nserver:\n  port: 2\n"))
        .isEqualTo("signalbox.yaml:3: server: this key stands twice, also in line 1; keep one");
  }

  @Test
  void aliases_and_merge_keys() {
    assertThat(complaint("server: &s {port: 1}\ndata: *s\n"))
        .isEqualTo(
            "signalbox.yaml:2: data: aliases (*name) are not read here; write the value itself");
    assertThat(complaint("server: &s\n  <<: {port: 1}\n"))
        .isEqualTo(
            "signalbox.yaml:2: server.\"<<\": unknown key \"<<\"; known here: host, port, sweep,"
                + " requests, hosts");
  }

  @Test
  void two_documents() {
    assertThat(complaint("server: {port: 1}\n---\nserver: {port: 2}\n"))
        .isEqualTo("signalbox.yaml:3: a second document begins here; keep one in a file");
  }

  @ParameterizedTest
  @CsvSource({
    "data: sbx_0123456789abcdef, sbx_",
    "slack: {bot_token: xoxb-12345-abcdef}, xoxb-",
    "slack: {app_token: xapp-1-A0123-abc}, xapp-",
    "'{broken: sbx_0123456789abcdef', sbx_",
    "'# my token is sbx_0123456789abcdef', sbx_",
    "sbx_0123456789abcdef: 1, sbx_"
  })
  void a_secret_is_refused_and_never_repeated(String yaml, String kind) {
    assertThat(complaint("server: {port: none}\n" + yaml))
        .isEqualTo("signalbox.yaml:2: this looks like a secret ("
            + kind
            + "…); secrets never stand in this file: take it out, and replace the token because"
            + " it was written down");
  }

  @Test
  void no_file() {
    assertThatThrownBy(() -> Settings.read(folder.resolve("none.yaml")))
        .isInstanceOf(SettingsException.class)
        .hasMessage(folder.resolve("none.yaml") + ": there is no such file");
    assertThatThrownBy(() -> Settings.read(folder))
        .isInstanceOf(SettingsException.class)
        .hasMessage(folder + ": this is a directory; name the file in it");
  }

  @Test
  void bytes_that_are_no_text() throws IOException {
    Path file = Files.write(folder.resolve("x.yaml"), new byte[] {(byte) 0xC3, (byte) 0x28});
    assertThatThrownBy(() -> Settings.read(file))
        .isInstanceOf(SettingsException.class)
        .hasMessage(file + ": the file is not text in UTF-8; is it the right one?");
  }

  @Test
  void far_too_large() {
    assertThat(complaint("#".repeat(1 + (1 << 20))))
        .isEqualTo("signalbox.yaml: the file is larger than 1 MiB; is it the right one?");
  }

  @Test
  void nested_without_end() {
    assertThat(complaint("server: " + "[".repeat(100_000)))
        .startsWith("signalbox.yaml")
        .contains("this is not YAML: ");
  }

  @Test
  void a_mark_of_byte_order_and_carriage_returns_do_no_harm() {
    assertThat(complaint("\uFEFFserver: {port: 1}\r\ndata: x\r\n")).isEqualTo("nothing");
  }

  @Test
  void a_message_stays_on_its_line_and_short() {
    assertThat(complaint("server: {host: \"a\\r\\nb" + "c".repeat(100) + "\"}"))
        .isEqualTo("signalbox.yaml:1: server.host: found \"a??b"
            + "c".repeat(56)
            + "…\"; must be a host name or an address, without a port, such as 127.0.0.1");
  }

  private String complaint(String yaml) {
    return new SettingsFixture(folder).complaint(yaml);
  }
}
