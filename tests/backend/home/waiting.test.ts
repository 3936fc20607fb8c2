import { expect, it } from 'vitest';
import { describeBackends } from '../../support/backend.ts';
import { smallProvince, told, travel } from '../complaint/complaint.builder.ts';

describeBackends('what waits behind the pages', (start) => {
  it('is as many as the list of overdue complaints, inside the chosen unit, and each to-do opens its own', async () => {
    const backend = await start();
    try {
      await travel(backend, '2026-11-19T02:00:00.000Z');
      const units = await smallProvince(backend);
      const officer = await backend.as('complaintOfficer');
      const basic = { ...told, customerGrade: 'basic' as const };
      const late = await officer.complaint.register({ ...basic, unitId: units.hall });
      await officer.complaint.register({ ...basic, unitId: units.other });
      expect(await officer.home.waiting({})).toEqual({ overdue: 0, scores: 0 });
      await travel(backend, '2026-12-20T02:00:00.000Z');
      expect(await officer.home.waiting({})).toEqual({ overdue: 2, scores: 0 });
      expect(await officer.home.waiting({ unitId: units.hall })).toEqual({ overdue: 1, scores: 0 });
      const { todo } = await officer.home.overview({ endOn: '2026-12-20', unitId: units.hall });
      expect(todo.rows.map(({ kind, path }) => [kind, path])).toEqual([
        ['complaint', `/complaint?view=overdue&id=${late.row.complaintId}`],
      ]);
    } finally {
      await backend.close();
    }
  });
});
