package io.midwatch.storage.contract.memory;

import io.midwatch.storage.contract.control.Actor;
import io.midwatch.storage.contract.control.Deploy;
import io.midwatch.storage.contract.control.Deploys;
import io.midwatch.storage.contract.query.TimeRange;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Deploys that are remembered as long as the process lasts. */
public final class InMemoryDeploys implements Deploys {
  private static final Comparator<Deploy> NEWEST_FIRST =
      Comparator.comparingLong(Deploy::startTimeUnixNano).reversed().thenComparing(Deploy::id);

  private final Map<String, Deploy> deploys = new HashMap<>();
  private final InMemoryAuditLog audit;

  public InMemoryDeploys(InMemoryAuditLog audit) {
    this.audit = audit;
  }

  @Override
  public synchronized boolean remember(Deploy deploy, Actor actor, long atUnixNano) {
    if (deploys.putIfAbsent(deploy.id(), deploy) != null) {
      return false;
    }
    audit.change(
        atUnixNano,
        actor,
        "deploy.announce",
        "deploy/" + deploy.id(),
        Map.of("service", deploy.service(), "version", deploy.version()));
    return true;
  }

  @Override
  public synchronized Optional<Deploy> deploy(String id) {
    return Optional.ofNullable(deploys.get(id));
  }

  @Override
  public synchronized List<Deploy> deploys(
      TimeRange range, @Nullable String service, @Nullable String environment) {
    return matching(service, environment)
        .filter(deploy -> range.contains(deploy.startTimeUnixNano()))
        .sorted(NEWEST_FIRST)
        .toList();
  }

  @Override
  public synchronized Optional<Deploy> liveAt(String service, String environment, long unixNano) {
    return matching(service, environment)
        .filter(deploy -> deploy.startTimeUnixNano() <= unixNano)
        .min(NEWEST_FIRST);
  }

  private Stream<Deploy> matching(@Nullable String service, @Nullable String environment) {
    return deploys.values().stream()
        .filter(deploy -> service == null || service.equals(deploy.service()))
        .filter(deploy -> environment == null || environment.equals(deploy.environment()));
  }
}
