import { CanvasTexture, LinearFilter, type Object3D, Sprite, SpriteMaterial, SRGBColorSpace, Vector3 } from 'three';
import { clearOfEachOther } from '../clear-of-each-other.js';

/** Height of the letters' box, pixels of the page. */
const LINE_PX = 18;
/** Pixels of the texture for one of the page. */
const SHARPNESS = 3;

export interface Word {
  readonly text: string;
  readonly at: readonly [number, number, number];
  /** How far before its place it stands, towards the eye. */
  readonly lift: number;
  readonly colour: string;
  readonly italic?: boolean;
}

/** Words in the picture that face the eye and have one size on the page, with a rim in the colour of the paper. */
export class WordSprites {
  readonly sprites: readonly Sprite[];
  readonly #words: readonly Word[];
  readonly #textures = new Map<string, CanvasTexture>();
  readonly #lift = new Vector3();

  constructor(words: readonly Word[], paper: string) {
    this.#words = words;
    this.sprites = words.map((word) => {
      const texture = this.#texture(word, paper);
      const sprite = new Sprite(new SpriteMaterial({ map: texture, depthWrite: false }));
      sprite.renderOrder = 3;
      sprite.frustumCulled = false;
      return sprite;
    });
  }

  /** @param towards the direction of the eye, unit vector; @param unitPerPixel length of a pixel of the page */
  place(towards: Vector3, unitPerPixel: number): void {
    this.sprites.forEach((sprite, i) => {
      const { at, lift } = this.#words[i]!;
      sprite.position.set(...at).add(this.#lift.copy(towards).multiplyScalar(lift));
      const { width, height } = (sprite.material.map as CanvasTexture).image as HTMLCanvasElement;
      sprite.scale.set((width / SHARPNESS) * unitPerPixel, (height / SHARPNESS) * unitPerPixel, 1);
    });
  }

  /** Hides words that would stand over nearer ones. `project` gives places on the screen, y upwards, z towards the eye. */
  thinOut(project: (at: Word['at']) => readonly [number, number, number]): void {
    const boxes = this.sprites.map((sprite, i) => {
      const [x, y, z] = project(this.#words[i]!.at);
      return { x, y, z, halfWidth: sprite.scale.x / 2, halfHeight: sprite.scale.y / 2 };
    });
    const free = new Set(clearOfEachOther(boxes));
    this.sprites.forEach((sprite, i) => {
      sprite.visible = free.has(i);
    });
  }

  addTo(parent: Object3D): void {
    for (const sprite of this.sprites) parent.add(sprite);
  }

  dispose(): void {
    for (const sprite of this.sprites) {
      sprite.removeFromParent();
      sprite.material.dispose();
    }
    for (const texture of this.#textures.values()) texture.dispose();
  }

  #texture({ text, colour, italic }: Word, paper: string): CanvasTexture {
    const name = `${text} ${colour} ${italic}`;
    let texture = this.#textures.get(name);
    if (texture === undefined) {
      texture = new CanvasTexture(lettered(text, colour, italic === true, paper));
      texture.colorSpace = SRGBColorSpace;
      texture.minFilter = LinearFilter;
      texture.generateMipmaps = false;
      this.#textures.set(name, texture);
    }
    return texture;
  }
}

function lettered(text: string, colour: string, italic: boolean, paper: string): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  const font = `${italic ? 'italic ' : ''}${12 * SHARPNESS}px Arimo, sans-serif`;
  const measure = canvas.getContext('2d')!;
  measure.font = font;
  canvas.width = Math.ceil(measure.measureText(text).width) + 6 * SHARPNESS;
  canvas.height = LINE_PX * SHARPNESS;
  const context = canvas.getContext('2d')!;
  context.font = font;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.lineJoin = 'round';
  context.lineWidth = 3 * SHARPNESS;
  context.strokeStyle = paper;
  context.fillStyle = colour;
  context.strokeText(text, canvas.width / 2, canvas.height / 2);
  context.fillText(text, canvas.width / 2, canvas.height / 2);
  return canvas;
}
