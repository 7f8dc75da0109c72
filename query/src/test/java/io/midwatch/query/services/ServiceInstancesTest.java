package io.midwatch.query.services;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.query.services.ServiceInstances.Row;
import io.midwatch.storage.contract.query.Completeness;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ServiceInstancesTest {
  private static final int MOST = 200;

  @Test
  void saysHowManyOfThoseOfBeforeAnswer() {
    ServiceInstances found = of(sixteen("2.41.0").subList(0, 14), sixteen("2.41.0"));

    assertThat(found.lack())
        .isEqualTo(
            "14 of 16 instances answered requests. Before this window also: pod-14, pod-15.");
    assertThat(found.rows()).hasSize(16);
    assertThat(found.rows().getLast()).isEqualTo(new Row("pod-15", "2.41.0", 0, 0, 100));
    assertThat(found.rows().getLast().silent()).isTrue();
  }

  @Test
  void namesThreeOfMany() {
    assertThat(of(sixteen("1").subList(0, 11), sixteen("1")).lack())
        .isEqualTo(
            "11 of 16 instances answered requests. Before this window also: pod-11, pod-12,"
                + " pod-13 and 2 more.");
  }

  @Test
  void anInstanceThatAReleaseReplacedIsNotMissing() {
    List<InstanceRow> next =
        IntStream.range(0, 16).mapToObj(i -> row("next-" + i, "2.42.0")).toList();

    assertThat(of(next, sixteen("2.41.0")).lack()).isNull();
    assertThat(of(sixteen("2.42.0"), sixteen("2.41.0")).lack()).isNull();
  }

  @Test
  void replacedOnesAreNotCountedAmongTheMissing() {
    ServiceInstances found =
        of(
            List.of(row("c", "2"), row("d", "2")),
            List.of(row("a", "1"), row("b", "1"), row("c", "2")));

    assertThat(found.answering()).isEqualTo(2);
    assertThat(found.expected()).isEqualTo(3);
  }

  @Test
  void moreThanBeforeMissNothing() {
    assertThat(of(sixteen("1"), sixteen("1").subList(0, 3)).lack()).isNull();
  }

  @Test
  void unnamedInstancesAreNotCounted() {
    ServiceInstances found = of(List.of(row("", "1")), sixteen("1"));

    assertThat(found.answering()).isZero();
    assertThat(found.lack()).isNull();
    assertThat(of(List.of(row("a", "1")), List.of(row("a", "1"), row("", "1"))).lack()).isNull();
  }

  /** Then nobody knows who else answered. */
  @Test
  void aFullListNamesNobodyMissing() {
    ServiceInstances found =
        ServiceInstances.of(
            "checkout", sixteen("1").subList(0, 14), sixteen("1"), 16, Completeness.exact(0));

    assertThat(found.lack()).isNull();
  }

  /** Silence is said by other words than a lack. */
  @Test
  void aServiceThatAnsweredNothingLacksNoInstance() {
    assertThat(of(List.of(), sixteen("1")).lack()).isNull();
    assertThat(of(List.of(), sixteen("1")).rows()).hasSize(16);
  }

  private static ServiceInstances of(List<InstanceRow> now, List<InstanceRow> before) {
    return ServiceInstances.of("checkout", now, before, MOST, Completeness.exact(0));
  }

  private static List<InstanceRow> sixteen(String version) {
    return IntStream.range(0, 16).mapToObj(i -> row("pod-" + i, version)).toList();
  }

  private static InstanceRow row(String instance, String version) {
    return new InstanceRow(instance, version, 100, 0);
  }
}
