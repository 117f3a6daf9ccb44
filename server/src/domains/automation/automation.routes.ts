import type { Http } from '../../http/http.ts';
import type { Messages } from '../../platform/messages/messages.ts';
import { registerApprovalRoutes } from './approvals/approvals.routes.ts';
import type { ApprovalService } from './approvals/approvals.service.ts';
import type { TrialService } from './backtest/create-trials.ts';
import { registerTrialRoutes } from './backtest/trials.routes.ts';
import { registerRunRoutes } from './running/running.routes.ts';
import type { RunningService } from './running/running.service.ts';
import { registerTemplateRoutes } from './templates/templates.routes.ts';
import type { TemplateService } from './templates/templates.service.ts';
import { registerScheduleRoutes } from './triggers/schedules.routes.ts';
import type { ScheduleService } from './triggers/schedules.service.ts';
import { registerWorkflowRoutes } from './workflows/workflows.routes.ts';
import type { WorkflowService } from './workflows/workflows.service.ts';

interface AutomationServices {
  workflows: WorkflowService;
  running: RunningService;
  schedules: ScheduleService;
  approvals: ApprovalService;
  trials: TrialService;
  templates: TemplateService;
  messages: Messages;
}

export function registerAutomationRoutes(http: Http, services: AutomationServices): void {
  registerWorkflowRoutes(http, services);
  registerRunRoutes(http, services.running);
  registerScheduleRoutes(http, services.schedules);
  registerApprovalRoutes(http, services.approvals);
  registerTrialRoutes(http, services);
  registerTemplateRoutes(http, services.templates);
}
