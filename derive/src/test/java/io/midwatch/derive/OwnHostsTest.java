package io.midwatch.derive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnHostsTest {

  @ParameterizedTest
  @CsvSource({
    "payments, true",
    "localhost, true",
    "shop.prod.svc.cluster.local, true",
    "shop.prod.svc, true",
    "ip-10-0-0-1.ec2.internal, true",
    "127.0.0.1, true",
    "10.2.3.4, true",
    "172.15.0.1, false",
    "172.16.0.1, true",
    "172.32.0.1, false",
    "192.168.1.1, true",
    "192.169.1.1, false",
    "100.64.0.1, true",
    "169.254.169.254, true",
    "93.184.216.34, false",
    "::1, true",
    "[::1], true",
    "fd00::7, true",
    "fe80::1, true",
    "2606:2800::1, false",
    "api.cardhouse.example, false",
    "10.example, false",
    "notlocal.example, false",
  })
  void knowsNamesOfTheInside(String host, boolean own) {
    assertThat(OwnHosts.DEFAULT.contains(host)).isEqualTo(own);
  }

  @Test
  void takesOwnDomains() {
    OwnHosts hosts = new OwnHosts(List.of("Corp.example"));

    assertThat(hosts.contains("corp.example")).isTrue();
    assertThat(hosts.contains("cards.corp.example")).isTrue();
    assertThat(hosts.contains("acorp.example")).isFalse();
  }
}
