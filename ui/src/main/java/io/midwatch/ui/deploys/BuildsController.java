package io.midwatch.ui.deploys;

import io.midwatch.insight.deploy.Build;
import io.midwatch.insight.deploy.BuildComparison;
import io.midwatch.insight.deploy.ComparedBuilds;
import io.midwatch.ui.shell.ViewParameters;
import io.midwatch.ui.table.CsvTable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.server.ResponseStatusException;

/** {@code /deploys/compare?a=checkout@2.40.3&b=checkout@2.41.0}: two builds beside each other. */
@Controller
final class BuildsController {
  private static final String ONE = "/deploys/compare";

  private final BuildComparison comparison;

  BuildsController(BuildComparison comparison) {
    this.comparison = comparison;
  }

  @GetMapping(ONE)
  String page(ViewParameters at, Model model, @RequestParam String a, @RequestParam String b) {
    model.addAttribute("page", new BuildsPage(compared(at, a, b)));
    return "deploys/compare";
  }

  @GetMapping(ONE + ".json")
  @ResponseBody
  BuildsPage json(ViewParameters at, @RequestParam String a, @RequestParam String b) {
    return new BuildsPage(compared(at, a, b));
  }

  @GetMapping(ONE + ".csv")
  ResponseEntity<String> csv(ViewParameters at, @RequestParam String a, @RequestParam String b) {
    CsvTable csv =
        new CsvTable(
            "builds",
            "endpoint",
            "kind",
            "verdict",
            "requests_a",
            "failed_a",
            "p95_seconds_a",
            "requests_b",
            "failed_b",
            "p95_seconds_b");
    for (ComparedBuilds.Endpoint row : compared(at, a, b).endpoints()) {
      csv.row(
          row.name(),
          row.kind(),
          Followed.signal(row.first(), row.second()).word(),
          row.first().requests(),
          row.first().failed(),
          CsvTable.seconds(row.first().p95Nanos()),
          row.second().requests(),
          row.second().failed(),
          CsvTable.seconds(row.second().p95Nanos()));
    }
    return csv.answer();
  }

  private ComparedBuilds compared(ViewParameters at, String a, String b) {
    return comparison.of(at.question(), build(a), build(b));
  }

  private static Build build(String text) {
    return Build.parse(text)
        .orElseThrow(() ->
            new ResponseStatusException(
                HttpStatus.BAD_REQUEST, "a and b take a service and its version: checkout@2.41.0"));
  }
}
