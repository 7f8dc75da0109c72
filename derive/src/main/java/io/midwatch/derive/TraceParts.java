package io.midwatch.derive;

import io.midwatch.derive.trace.Parties;
import io.midwatch.derive.trace.TracePart;
import io.midwatch.derive.trace.TracePart.Side;
import io.midwatch.model.semconv.CanonicalField;

/** Tells what spans are to their trace. Thread-safe. */
final class TraceParts {
  private final Parties parties = new Parties();
  private final OwnHosts ownHosts;

  TraceParts(OwnHosts ownHosts) {
    this.ownHosts = ownHosts;
  }

  TracePart of(SharedFacts facts) {
    return new TracePart(
        parties.of(facts.service, facts.environment), side(facts), facts.isRequest(), facts.failed);
  }

  private Side side(SharedFacts facts) {
    return switch (facts.kind) {
      case SERVER -> Side.CALLED;
      // What is only fetched is worked on by another span, or the same message would count twice.
      case CONSUMER ->
          facts.text(CanonicalField.MESSAGING_OPERATION_TYPE).equals("receive")
              ? Side.NONE
              : Side.RECEIVES;
      case PRODUCER -> Side.SENDS;
      case CLIENT -> clientSide(facts);
      case INTERNAL, UNSPECIFIED -> Side.NONE;
    };
  }

  private Side clientSide(SharedFacts facts) {
    if (facts.has(CanonicalField.DB_SYSTEM)) {
      return Side.NONE;
    }
    if (facts.has(CanonicalField.MESSAGING_SYSTEM)) {
      return switch (facts.text(CanonicalField.MESSAGING_OPERATION_TYPE)) {
        case "send", "create" -> Side.SENDS;
        default -> Side.NONE;
      };
    }
    return ThirdPartyRollup.host(facts, ownHosts).isEmpty() ? Side.CALLS : Side.CALLS_OUTSIDE;
  }
}
