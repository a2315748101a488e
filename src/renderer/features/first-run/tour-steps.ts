/** A stop of the tour: what it points at, and on which side of it the words stand. */
type TourStep = {
  readonly id: 'queues' | 'list' | 'ticket' | 'reply' | 'attempts' | 'escalate' | 'outbox' | 'keys';
  /** Finds it in the page; where there is none, such as an action that a ticket of N3 lacks, the words stand in the middle. */
  readonly target: string;
  readonly placement: 'right top' | 'left top' | 'bottom' | 'top';
  /** Whether it is part of a ticket, of which one must be open. */
  readonly needsTicket: boolean;
};

export const TOUR_STEPS: readonly [TourStep, ...TourStep[]] = [
  { id: 'queues', target: '[data-tour="queues"]', placement: 'right top', needsTicket: false },
  { id: 'list', target: '#ticket-list', placement: 'right top', needsTicket: false },
  { id: 'ticket', target: '#ticket-pane', placement: 'left top', needsTicket: true },
  { id: 'reply', target: '[data-tour="composer"]', placement: 'top', needsTicket: true },
  { id: 'attempts', target: '[role="tab"][data-key="attempts"]', placement: 'bottom', needsTicket: true },
  { id: 'escalate', target: '[data-command="ticket.escalate"]', placement: 'bottom', needsTicket: true },
  { id: 'outbox', target: '[data-tour="outbox"]', placement: 'top', needsTicket: false },
  { id: 'keys', target: '[data-tour="keys"]', placement: 'top', needsTicket: false },
];
