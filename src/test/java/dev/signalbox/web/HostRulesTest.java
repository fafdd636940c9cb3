package dev.signalbox.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostRulesTest {

  private final HostRules rules =
      new HostRules(WebLimits.defaults("10.0.0.5", 80).withExtraHosts(List.of("Board.Example")));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "LOCALHOST:8080",
        "127.0.0.1",
        "127.0.0.1:1",
        "[::1]",
        "[::1]:65535",
        "10.0.0.5",
        "10.0.0.5:80",
        "board.example",
        "board.example:443"
      })
  void loopback_the_bound_host_and_extra_hosts_are_allowed_with_any_port(String host) {
    assertThat(rules.allowsHost(host)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":80",
        "evil.test",
        "evil.test:8080",
        "localhost.evil.test",
        "evillocalhost",
        "localhost.",
        "localhost:",
        "localhost:80:80",
        "localhost:8a",
        "user@localhost",
        "127.0.0.2",
        "2130706433",
        "0.0.0.0",
        "[::]",
        "::1",
        "[::1",
        "board.example.evil.test"
      })
  void any_other_host_is_not(String host) {
    assertThat(rules.allowsHost(host)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:8080",
        "https://board.example",
        "http://[::1]:1",
        "http://127.0.0.1"
      })
  void pages_of_the_allowed_hosts_may_call(String origin) {
    assertThat(rules.allowsOrigin(origin)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "localhost",
        "https://evil.test",
        "file://localhost",
        "ftp://localhost",
        "http://localhost.evil.test",
        "http://localhost/",
        "http://localhost@evil.test",
        "http://evil.test http://localhost",
        "chrome-extension://localhost"
      })
  void pages_of_other_origins_may_not(String origin) {
    assertThat(rules.allowsOrigin(origin)).isFalse();
  }

  @Test
  void a_wildcard_to_bind_is_not_a_name_to_be_called_by() {
    assertThat(new HostRules(WebLimits.defaults("0.0.0.0", 80)).allowsHost("0.0.0.0"))
        .isFalse();
    assertThat(new HostRules(WebLimits.defaults("::", 80)).allowsHost("[::]")).isFalse();
  }

  @Test
  void an_ipv6_address_to_bind_is_called_in_brackets() {
    assertThat(new HostRules(WebLimits.defaults("fd00::1", 80)).allowsHost("[fd00::1]:80"))
        .isTrue();
  }
}
