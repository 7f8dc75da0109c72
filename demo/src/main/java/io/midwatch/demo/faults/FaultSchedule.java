package io.midwatch.demo.faults;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Which fault is on when: a calm beginning, then the slots one after another, for ever. Pure.
 *
 * @param calm time without faults at the beginning, not repeated
 * @param slots at least one
 */
public record FaultSchedule(Duration calm, List<Slot> slots) {
  public FaultSchedule {
    slots = List.copyOf(slots);
    if (calm.isNegative() || slots.isEmpty()) {
      throw new IllegalArgumentException(
          "A schedule needs a calm of at least 0 and one slot or more");
    }
  }

  /**
   * A fault and the pause after it.
   *
   * @param on how long the fault lasts, above 0
   * @param pause how long it is calm afterwards, at least 0
   */
  public record Slot(Fault fault, Duration on, Duration pause) {
    public Slot {
      if (on.isNegative() || on.isZero() || pause.isNegative()) {
        throw new IllegalArgumentException(
            "A slot lasts longer than 0 and its pause is not negative");
      }
    }
  }

  /** Two calm minutes, then every fault for two minutes with pauses of 90 s. */
  public static FaultSchedule standard() {
    return new FaultSchedule(
        Duration.ofMinutes(2),
        Arrays.stream(Fault.values())
            .map(fault -> new Slot(fault, Duration.ofMinutes(2), Duration.ofSeconds(90)))
            .toList());
  }

  /** The fault that should be on after this time since the beginning, if one should be. */
  public Optional<Fault> at(Duration elapsed) {
    Duration rest = elapsed.minus(calm);
    if (rest.isNegative()) {
      return Optional.empty();
    }
    rest = Duration.ofNanos(rest.toNanos() % round().toNanos());
    for (Slot slot : slots) {
      if (rest.compareTo(slot.on()) < 0) {
        return Optional.of(slot.fault());
      }
      rest = rest.minus(slot.on()).minus(slot.pause());
      if (rest.isNegative()) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private Duration round() {
    return slots.stream()
        .map(slot -> slot.on().plus(slot.pause()))
        .reduce(Duration.ZERO, Duration::plus);
  }
}
