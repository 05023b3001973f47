/** Paints a population onto a texture, and reads the picture back. */
import type { Engine } from '../../../src/engine/engine';
import type { Painting, PaintedColumn, PaintTarget } from '../../../src/engine/painting';
import { parseExperiment } from '../../../src/experiment/parse';
import { PlotColumns, type PlotAxis } from '../../../src/lab/plot';
import { Session } from '../../../src/lab/session';

export interface PaintCase {
  readonly name: string;
  readonly experiment: unknown;
  /** painted after so many steps */
  readonly step: number;
  readonly axes: readonly [PlotAxis, PlotAxis, PlotAxis];
  readonly painting: Omit<Painting, 'columns' | 'ramp'>;
  readonly ramp: readonly number[];
}

export interface Picture {
  readonly name: string;
  /** [64][64] red, green, blue, opacity: painted from where agents live */
  readonly inPlace: readonly number[];
  /** the same from numbers that were read back before */
  readonly fromNumbers: readonly number[];
  /** [axis][agent] */
  readonly values: readonly (readonly number[])[];
}

export const pictureSize = 64;

/** @param device that the engine computes on */
export async function paintCase(device: GPUDevice, engine: Engine, { name, experiment, step, axes, painting, ramp }: PaintCase): Promise<Picture> {
  const session = await Session.open(parseExperiment(experiment), engine, true);
  while (session.progress.step < step) await session.advance(step - session.progress.step);
  const columns = new PlotColumns(session, new Map());
  const texture = device.createTexture({ size: [pictureSize, pictureSize], format: 'rgba8unorm', usage: GPUTextureUsage.RENDER_ATTACHMENT | GPUTextureUsage.COPY_SRC });
  const target: PaintTarget = { format: 'rgba8unorm', texture: () => texture };
  const painter = await session.population.painter(target)!;
  const paint = async (sources: readonly PaintedColumn[]): Promise<number[]> => {
    painter.paint({ ...painting, ramp: Uint8Array.from(ramp), columns: sources as unknown as Painting['columns'] });
    const buffer = device.createBuffer({ size: pictureSize * pictureSize * 4, usage: GPUBufferUsage.COPY_DST | GPUBufferUsage.MAP_READ });
    const encoder = device.createCommandEncoder();
    encoder.copyTextureToBuffer({ texture }, { buffer, bytesPerRow: pictureSize * 4 }, [pictureSize, pictureSize]);
    device.queue.submit([encoder.finish()]);
    await buffer.mapAsync(GPUMapMode.READ);
    return [...new Uint8Array(buffer.getMappedRange())];
  };
  const inPlace = await paint(axes.map((axis) => columns.painted(axis)!));
  const values = await Promise.all(axes.map(async (axis) => (await columns.values(axis))!));
  const fromNumbers = await paint(values);
  painter.destroy();
  session.destroy();
  return { name, inPlace, fromNumbers, values: values.map((own) => [...own]) };
}
