package io.midwatch.insight.deploy;

import io.midwatch.query.errors.ErrorQuestion;
import io.midwatch.query.errors.ErrorRow;
import io.midwatch.query.errors.Errors;
import io.midwatch.query.errors.ErrorsService;
import io.midwatch.query.requests.RequestFigures;
import io.midwatch.query.requests.RequestGroup;
import io.midwatch.query.requests.RequestStatistics;
import io.midwatch.query.requests.RequestStatistics.By;
import io.midwatch.query.requests.RequestStatistics.Groups;
import io.midwatch.query.requests.RequestStatistics.Only;
import io.midwatch.query.window.Window;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Holds two builds against each other. Thread-safe. */
public final class BuildComparison {
  private final RequestStatistics requests;
  private final ErrorsService errors;

  public BuildComparison(RequestStatistics requests, ErrorsService errors) {
    this.requests = requests;
    this.errors = errors;
  }

  /** Of a build that answered nothing in the window the figures are zero. */
  public ComparedBuilds of(Window window, Build first, Build second) {
    Groups firstTotal = requests.total(window, only(first));
    Groups secondTotal = requests.total(window, only(second));
    Groups firstEndpoints = endpoints(window, first);
    Groups secondEndpoints = endpoints(window, second);
    Errors firstErrors = errors(window, first);
    Errors secondErrors = errors(window, second);
    return new ComparedBuilds(
        first,
        second,
        firstTotal.single(),
        secondTotal.single(),
        endpoints(firstEndpoints.groups(), secondEndpoints.groups()),
        onlyIn(firstErrors, secondErrors),
        onlyIn(secondErrors, firstErrors),
        firstTotal
            .completeness()
            .and(secondTotal.completeness())
            .and(firstEndpoints.completeness())
            .and(secondEndpoints.completeness())
            .and(firstErrors.completeness())
            .and(secondErrors.completeness()));
  }

  private Groups endpoints(Window window, Build build) {
    return requests.groups(window, List.of(only(build)), By.ENDPOINT, By.KIND);
  }

  private Errors errors(Window window, Build build) {
    return errors.errors(new ErrorQuestion(window, build.service(), build.version(), null));
  }

  private static Only[] only(Build build) {
    return new Only[] {
      new Only(By.SERVICE, build.service()), new Only(By.VERSION, build.version())
    };
  }

  private static List<ComparedBuilds.Endpoint> endpoints(
      List<RequestGroup> first, List<RequestGroup> second) {
    Map<List<String>, RequestFigures> ofFirst = figures(first);
    Map<List<String>, RequestFigures> ofSecond = figures(second);
    Set<List<String>> keys = new HashSet<>(ofFirst.keySet());
    keys.addAll(ofSecond.keySet());
    return keys.stream()
        .map(key ->
            new ComparedBuilds.Endpoint(
                key.get(0),
                key.get(1),
                ofFirst.getOrDefault(key, RequestFigures.NONE),
                ofSecond.getOrDefault(key, RequestFigures.NONE)))
        .sorted(
            Comparator.comparing(ComparedBuilds.Endpoint::verdict)
                .thenComparing(row -> -row.second().requests())
                .thenComparing(row -> -row.first().requests())
                .thenComparing(ComparedBuilds.Endpoint::name))
        .toList();
  }

  private static Map<List<String>, RequestFigures> figures(List<RequestGroup> groups) {
    Map<List<String>, RequestFigures> figures = new HashMap<>();
    groups.forEach(group -> figures.put(group.key(), group.figures()));
    return figures;
  }

  private static List<ErrorRow> onlyIn(Errors these, Errors others) {
    Set<String> known = others.rows().stream().map(ErrorRow::id).collect(Collectors.toSet());
    return these.rows().stream()
        .filter(row -> !known.contains(row.id()))
        .sorted(
            Comparator.comparingLong((ErrorRow row) -> -row.count()).thenComparing(ErrorRow::id))
        .toList();
  }
}
