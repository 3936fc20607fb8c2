import {
  BookOutlined,
  CheckSquareOutlined,
  FileTextOutlined,
  HomeOutlined,
  LineChartOutlined,
  MessageOutlined,
  SettingOutlined,
  SmileOutlined,
  TeamOutlined,
} from '@ant-design/icons';
import type { ReactNode } from 'react';
import type { Permission } from '#shared/kernel/permissions.ts';

export interface NavigationItem {
  readonly key: string;
  readonly path: string;
  readonly icon: ReactNode;
  readonly permission?: Permission;
  /** a rule is drawn above the first item of a group */
  readonly group: number;
}

/** The pages of the window in the order of the navigation; words are `frame.nav.<key>` and `frame.navShort.<key>`. */
export const navigation: readonly NavigationItem[] = [
  { key: 'home', path: '/', icon: <HomeOutlined />, group: 0 },
  { key: 'inspection', path: '/inspection', icon: <CheckSquareOutlined />, permission: 'inspection:read', group: 0 },
  { key: 'complaint', path: '/complaint', icon: <MessageOutlined />, permission: 'complaint:read', group: 1 },
  {
    key: 'complaintAnalysis',
    path: '/complaint/analysis',
    icon: <LineChartOutlined />,
    permission: 'complaint:read',
    group: 1,
  },
  { key: 'survey', path: '/survey', icon: <SmileOutlined />, permission: 'survey:read', group: 2 },
  { key: 'report', path: '/report', icon: <FileTextOutlined />, permission: 'report:read', group: 2 },
  { key: 'standard', path: '/standard', icon: <BookOutlined />, permission: 'standard:read', group: 3 },
  { key: 'organization', path: '/organization', icon: <TeamOutlined />, permission: 'organization:read', group: 3 },
  { key: 'system', path: '/system', icon: <SettingOutlined />, permission: 'system:read', group: 3 },
];
