package io.midwatch.derive.error;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.model.semconv.CanonicalReader;
import io.midwatch.model.semconv.IdentityKeys;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PlantedBugsTest {
  private static final int FAILURES = 10_000;

  /** Ten thousand failures of twenty bugs, in all forms, are twenty groups and each counts once. */
  @Test
  void twentyBugsAreTwentyGroups() {
    PlantedBugs bugs = new PlantedBugs(20260301);
    FailureReader reader =
        new FailureReader(new CanonicalReader(IdentityKeys.DEFAULT), new ErrorGrouper());
    Counted counted = new Counted(new FailureJoin(100_000));
    Map<Long, Integer> bugByTrace = new HashMap<>();
    for (int i = 0; i < FAILURES; i++) {
      PlantedBugs.Strike strike = bugs.strike(i % PlantedBugs.BUGS, i);
      bugByTrace.put(i + 1L, strike.bug());
      strike.spans().forEach(span -> reader.failures(span).forEach(counted::add));
      strike.logs().forEach(log -> reader.failure(log).ifPresent(counted::add));
    }

    Map<String, Set<Integer>> bugsByGroup = new HashMap<>();
    Map<Integer, Set<ErrorGroup>> groupsByBug = new TreeMap<>();
    for (Failure failure : counted.failures()) {
      long trace = Objects.requireNonNull(failure.traceId()).low();
      int bug = bugByTrace.getOrDefault(trace, -1);
      bugsByGroup.computeIfAbsent(failure.group().id(), _ -> new HashSet<>()).add(bug);
      groupsByBug.computeIfAbsent(bug, _ -> new HashSet<>()).add(failure.group());
    }
    assertThat(groupsByBug.values()).filteredOn(groups -> groups.size() > 1).isEmpty();
    assertThat(bugsByGroup).allSatisfy((_, planted) -> assertThat(planted).hasSize(1));
    assertThat(bugsByGroup).hasSize(PlantedBugs.BUGS);
    assertThat(counted.failures()).as("both forms of one failure count once").hasSize(FAILURES);
  }
}
