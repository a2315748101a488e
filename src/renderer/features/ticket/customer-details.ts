import { Building2, type LucideIcon, Mail, MapPin, Package, Phone } from 'lucide-react';
import type { Customer } from '../../../shared/domain/workspace.ts';

type CustomerDetail = {
  readonly field: 'company' | 'phone' | 'email' | 'city' | 'plan';
  readonly Icon: LucideIcon;
  /** Where a click on it leads, outside of the console. */
  readonly href?: (value: NonNullable<Customer['phone']>) => string;
};

/** What is known of a customer, how to reach them first. */
export const CUSTOMER_DETAILS: readonly CustomerDetail[] = [
  { field: 'phone', Icon: Phone, href: (value) => `tel:${value.replace(/[^\d+]/gu, '')}` },
  { field: 'email', Icon: Mail, href: (value) => `mailto:${value}` },
  { field: 'company', Icon: Building2 },
  { field: 'plan', Icon: Package },
  { field: 'city', Icon: MapPin },
];
