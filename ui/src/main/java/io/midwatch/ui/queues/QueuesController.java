package io.midwatch.ui.queues;

import io.midwatch.ui.shell.ViewParameters;
import io.midwatch.ui.table.ListForm;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.server.ResponseStatusException;

/** {@code /queues}, {@code /queues/{id}}, their {@code .json} and {@code .csv}. */
@Controller
final class QueuesController {
  private final QueuesView view;

  QueuesController(QueuesView view) {
    this.view = view;
  }

  @GetMapping("/queues")
  String list(ViewParameters at, Model model, ListForm form) {
    model.addAttribute("page", view.list(at, form));
    return "queues/queues";
  }

  @GetMapping("/queues.json")
  @ResponseBody
  QueuesPage listJson(ViewParameters at, ListForm form) {
    return view.list(at, form);
  }

  @GetMapping("/queues.csv")
  ResponseEntity<String> listCsv(ViewParameters at, ListForm form) {
    return view.csv(at, form).answer();
  }

  @GetMapping("/queues/{id}")
  String one(ViewParameters at, Model model, @PathVariable String id) {
    model.addAttribute("id", id);
    model.addAttribute("page", view.one(at, id).orElse(null));
    return "queues/queue";
  }

  @GetMapping("/queues/{id}.json")
  @ResponseBody
  QueuePage oneJson(ViewParameters at, @PathVariable String id) {
    return require(at, id);
  }

  @GetMapping("/queues/{id}.csv")
  ResponseEntity<String> oneCsv(ViewParameters at, @PathVariable String id) {
    return require(at, id).csv().answer();
  }

  private QueuePage require(ViewParameters at, String id) {
    return view.one(at, id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }
}
