package io.midwatch.insight.deploy;

import io.midwatch.query.versions.VersionRow;
import io.midwatch.query.versions.VersionsService;
import io.midwatch.query.window.Listed;
import io.midwatch.storage.contract.AbandonedException;
import io.midwatch.storage.contract.StoreException;
import io.midwatch.storage.contract.control.Actor;
import io.midwatch.storage.contract.control.Deploy;
import io.midwatch.storage.contract.control.Deploys;
import io.midwatch.storage.contract.query.TimeRange;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Deploys: those that were announced, and versions that were first seen at work without it.
 * Thread-safe.
 */
public final class DeployBoard {
  private static final System.Logger LOG = System.getLogger(DeployBoard.class.getName());

  /** How far back a version is looked for before it counts as new. */
  private static final Duration KNOWN = Duration.ofDays(30);

  private final Deploys deploys;
  private final VersionsService versions;
  private final InstantSource clock;

  public DeployBoard(Deploys deploys, VersionsService versions, InstantSource clock) {
    this.deploys = deploys;
    this.versions = versions;
    this.clock = clock;
  }

  /**
   * What went live in the range, newest first, as complete as what is known of versions.
   *
   * @param service null for every service
   * @param environment null for every environment
   */
  public Listed<DeployRow> deploys(
      TimeRange range, @Nullable String service, @Nullable String environment) {
    TimeRange known =
        new TimeRange(
            Math.max(0, range.fromUnixNano() - KNOWN.toNanos()),
            Math.max(range.toUnixNano(), range.fromUnixNano()));
    Listed<VersionRow> found = versions.versions(known, service, environment);
    List<VersionRow> seen = new ArrayList<>(found.rows());
    List<DeployRow> rows = new ArrayList<>();
    for (Deploy deploy : deploys.deploys(range, service, environment)) {
      VersionRow atWork =
          seen.stream().filter(version -> isOf(deploy, version)).findFirst().orElse(null);
      rows.add(row(deploy, atWork));
      if (atWork != null) {
        seen.remove(atWork);
      }
    }
    for (VersionRow version : seen) {
      if (range.contains(version.firstSeenUnixNano())) {
        rows.add(row(version));
      }
    }
    rows.sort(
        Comparator.comparingLong((DeployRow row) -> -row.startUnixNano())
            .thenComparing(DeployRow::id));
    return new Listed<>(rows, found.completeness());
  }

  /**
   * The same for the lines in charts: without those that nobody announced while the store cannot
   * tell of versions, for a chart does not wait for them.
   */
  public List<DeployRow> marked(TimeRange range, @Nullable String environment) {
    try {
      return deploys(range, null, environment).rows();
    } catch (AbandonedException gone) {
      throw gone;
    } catch (StoreException e) {
      LOG.log(System.Logger.Level.WARNING, "Versions for the charts: not read", e);
      return deploys.deploys(range, null, environment).stream()
          .map(deploy -> row(deploy, null))
          .toList();
    }
  }

  /**
   * Remembers what was announced; of an id that is known the first stays as it is.
   *
   * @param id empty for one made of service, environment, version and time
   * @param startUnixNano null for now
   * @param actor who announced it
   * @param address where the request came from
   */
  public DeployRow announce(
      String id,
      String service,
      String environment,
      String version,
      @Nullable Long startUnixNano,
      Map<String, String> details,
      String actor,
      String address) {
    Instant instant = clock.instant();
    long now = instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
    long start = startUnixNano == null ? now : startUnixNano;
    String own = id.isEmpty() ? id(service, environment, version, Long.toString(start)) : id;
    Deploy deploy =
        new Deploy(own, service, environment, version, start, Deploy.Origin.ANNOUNCED, details);
    deploys.remember(deploy, Actor.person(actor, address), now);
    return row(deploys.deploy(own).orElse(deploy), null);
  }

  private static boolean isOf(Deploy deploy, VersionRow version) {
    return deploy.service().equals(version.service())
        && deploy.version().equals(version.version())
        && (deploy.environment().isEmpty() || deploy.environment().equals(version.environment()));
  }

  private static DeployRow row(Deploy deploy, @Nullable VersionRow atWork) {
    return new DeployRow(
        deploy.id(),
        deploy.service(),
        deploy.environment(),
        deploy.version(),
        deploy.startTimeUnixNano(),
        deploy.origin() == Deploy.Origin.ANNOUNCED,
        atWork == null ? null : atWork.firstSeenUnixNano(),
        atWork == null ? 0 : atWork.instances(),
        deploy.details());
  }

  private static DeployRow row(VersionRow version) {
    return new DeployRow(
        id(version.service(), version.environment(), version.version(), "seen"),
        version.service(),
        version.environment(),
        version.version(),
        version.firstSeenUnixNano(),
        false,
        version.firstSeenUnixNano(),
        version.instances(),
        Map.of());
  }

  /** The same for the same texts. */
  private static String id(String... texts) {
    return UUID.nameUUIDFromBytes(String.join("\0", texts).getBytes(StandardCharsets.UTF_8))
        .toString();
  }
}
