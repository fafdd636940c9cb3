package dev.signalbox.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class ConnectionCapTest {

  private final ConnectionCap cap = new ConnectionCap(2);

  @Test
  void an_address_has_so_many_and_no_more() throws Exception {
    assertThat(cap.opened(address(1))).isTrue();
    assertThat(cap.opened(address(1))).isTrue();
    assertThat(cap.opened(address(1))).isFalse();
    assertThat(cap.opened(address(2))).isTrue();
  }

  @Test
  void a_closed_one_makes_room_and_a_refused_one_makes_none() throws Exception {
    cap.opened(address(1));
    cap.opened(address(1));
    cap.opened(address(1));

    cap.closed(address(1));
    assertThat(cap.opened(address(1))).isFalse();
    cap.closed(address(1));
    cap.closed(address(1));
    assertThat(cap.opened(address(1))).isTrue();
  }

  @Test
  void loopback_is_exempt() {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    for (int i = 0; i < 1_000; i++) {
      assertThat(cap.opened(loopback)).isTrue();
    }
    cap.closed(loopback);
  }

  private static InetAddress address(int last) throws UnknownHostException {
    return InetAddress.getByAddress(new byte[] {10, 0, 0, (byte) last});
  }
}
