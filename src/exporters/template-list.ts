/**
 * Chat templates that were seen to render the same here and in Python, to the byte, over rows of every shape: sha256 (hex) of their text by
 * name, line ends as in Unix. `npm run test:consumers` renders them again. They are the reference templates of TRL's package, and not part of this one.
 */
export const listedTemplates: Readonly<Record<string, string>> = {
  diffusion_gemma: '9aeb7eac68ad87bba7567e9d4597ff203e5609f1b427d9e823437d0142cc61bf',
  diffusion_gemma_training: 'cf1664f301605c2fa7e361a18b5b60aaf3896b3f8e2626b96869a99c8e8a71f9',
  glm4moe: '44f815868bf02fa458dd2f741a338046f4bf45f398eb6d067766726b9d96cce3',
  glm4moe_training: '18cbc5123073ee4a3253b729dcb00fef6665cba76ec86f3e6803db23ce85ca2f',
  lfm2: 'cef187400d62a59507aab3a642ea9a8d2a2ef263562bc3430560e116945273cf',
  lfm2_training: 'fc29163f52185634af234b57c358b231f22e9a266f8ecba90627e47a03626103',
  llama3_1: 'e10ca381b1ccc5cf9db52e371f3b6651576caee0a630b452e2816b2d404d4b65',
  qwen2_5: 'cd8e9439f0570856fd70470bf8889ebd8b5d1107207f67a5efb46e342330527f',
  qwen2_5_training: '0cd86fb80f520885e35040a8df321540e729d3358da41f27cf74d33103d94f62',
  qwen3: 'a55ee1b1660128b7098723e0abcd92caa0788061051c62d51cbe87d9cf1974d8',
  qwen3_6: 'e84f32a23fdda27689f868aa4a1a5621f41133e51a48d7f3efcbea2839574259',
  qwen3_6_training: 'c5a26eaf3aab77fdc4ec696540ff896713ff0764f552ce9f597ede99fc673034',
  qwen3_8: 'c3cf9e34abf4f9e36c2d72165aa9c132d3e2a725b6c2586aaa3a8af9d7a81041',
  qwen3_8_training: '320c2f734288f91c341c1c3c9690e4e6aba07a27852bf88d7c8481c880168288',
  qwen3_instruct_2507: '64f85b198065d0fba2a81f37e10ed68161ce2c19a754c7100e67e0ca2ee9c326',
  qwen3_instruct_2507_training: '48e17aa3caf5bf20075b6e7366864ee943e00b6f0752aadfe8b670c2ab0291a5',
  qwen3_vl: '3636d0f0bd6bef02654cdffdc447b79cb2cef8ab02cc75267345946291a489e4',
  qwen3_vl_training: '66bd81986bf7f8abe6d7fb4a50341c8d8ae14b16637e8fb876bca7e7ef0b9c6f',
};
