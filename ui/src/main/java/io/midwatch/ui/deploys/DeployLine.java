package io.midwatch.ui.deploys;

import io.midwatch.insight.deploy.DeployEffect;
import io.midwatch.insight.deploy.DeployRow;
import io.midwatch.query.text.PathId;
import io.midwatch.ui.format.Format;
import io.midwatch.ui.signal.Signal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One deploy as a page shows it.
 *
 * @param effect null where it was not looked at
 */
public record DeployLine(DeployRow deploy, @Nullable DeployEffect effect) {
  private static final Format FORMAT = new Format();

  /** Its path id. */
  public String id() {
    return PathId.of(deploy.id());
  }

  /** How it became known. */
  public String origin() {
    return deploy.announced() ? "announced" : "first seen";
  }

  /** What followed: the mark and the word; no mark where nothing calls for a look. */
  public Signal signal() {
    if (effect == null) {
      return new Signal("quiet", "not compared");
    }
    return Followed.signal(effect.before(), effect.after());
  }

  public boolean worse() {
    return signal().mark().equals("crit") || signal().mark().equals("warn");
  }

  /** What followed, as a sentence. */
  public String sentence() {
    if (effect == null || effect.spanNanos() == 0) {
      return "Nothing can be said yet of what followed.";
    }
    String span = FORMAT.span(Duration.ofNanos(effect.spanNanos()));
    if (effect.after().requests() == 0) {
      return "In the " + span + " after it, " + deploy.version() + " answered no request.";
    }
    return "In the "
        + span
        + " after it, "
        + FORMAT.some(effect.after().failed(), effect.after().requests())
        + " of the "
        + FORMAT.counted(effect.after().requests(), "request", "requests")
        + " that "
        + deploy.version()
        + " answered failed; in the "
        + span
        + " before, "
        + (effect.before().requests() == 0
            ? deploy.service() + " answered none."
            : FORMAT.some(effect.before().failed(), effect.before().requests())
                + " of "
                + FORMAT.count(effect.before().requests())
                + ". 95\u00A0% were answered within "
                + FORMAT.nanos(effect.after().p95Nanos())
                + ", before within "
                + FORMAT.nanos(effect.before().p95Nanos())
                + ".");
  }
}
