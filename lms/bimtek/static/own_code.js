// Shows the next code when the present one runs out.
const board = document.querySelector("[data-seconds]");
setTimeout(() => location.reload(), (Number(board.dataset.seconds) + 1) * 1000);
